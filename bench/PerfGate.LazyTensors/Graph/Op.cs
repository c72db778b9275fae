namespace PerfGate.LazyTensors.Graph;

/// <summary>What a node computes.</summary>
internal enum Op : byte
{
    Input,
    Constant,
    Add,
    Sub,
    Mul,
    Div,
    Neg,
    AddScalar,
    MulScalar,
    DivScalar,
    Relu,

    /// <summary>The exact one, x·Φ(x); not the approximation by tanh.</summary>
    Gelu,
    Tanh,
    Exp,
    Sqrt,
    Silu,
    Log,

    /// <summary>1/√x.</summary>
    Rsqrt,
    Sigmoid,

    /// <summary>The larger of x and the scalar, NaN where x is NaN.</summary>
    ClampMin,

    /// <summary>The smaller of x and the scalar, NaN where x is NaN.</summary>
    ClampMax,

    /// <summary>To the power of the scalar.</summary>
    Pow,

    /// <summary>The error function, 2/√π times the integral of e^(-t²) from 0 to x.</summary>
    Erf,

    /// <summary>The first operand, or 0 where the second is at most 0.</summary>
    WherePositive,

    /// <summary>The same values in the node's own dtype.</summary>
    Cast,

    /// <summary>True or false, of two operands; first dimension: which <see cref="Graph.Comparison"/>.</summary>
    Compare,

    /// <summary>As <see cref="Compare"/>, of an operand and the scalar.</summary>
    CompareScalar,

    /// <summary>The second operand's elements where the first one's are true, the third's elsewhere.</summary>
    Where,
    Softmax,

    /// <summary>The logarithm of softmax.</summary>
    LogSoftmax,

    /// <summary>Second operand weight, third bias, either may be missing; first dimension: how many trailing ones are normalized; scalar: eps.</summary>
    LayerNorm,

    /// <summary>As <see cref="LayerNorm"/>, without bias.</summary>
    RmsNorm,

    /// <summary>First dimension: the one that is summed, -1 for all elements; second dimension: 1 if it stays, with size 1.</summary>
    Sum,

    /// <summary>Dimensions as for <see cref="Sum"/>.</summary>
    Mean,

    /// <summary>Dimensions as for <see cref="Sum"/>.</summary>
    Max,
    Transpose,

    /// <summary>The node's own sizes are the target.</summary>
    Reshape,

    /// <summary>The node's own sizes are the target.</summary>
    Broadcast,

    /// <summary>First dimension: the one that is cut; scalar: where and in which steps, as <see cref="SliceRange"/> keeps it.</summary>
    Slice,

    /// <summary>One to three operands, one after the other along the first dimension.</summary>
    Cat,

    /// <summary>First operand's elements at the places that the second one names along the first dimension.</summary>
    Gather,

    /// <summary>Rows of the first operand, by the numbers that the second one holds.</summary>
    Embedding,

    /// <summary>Zeros, and the operand where <see cref="Slice"/> would have found it; dimension and scalar as there.</summary>
    Unslice,

    /// <summary>Zeros, and the first operand's elements added where <see cref="Gather"/> would have found them.</summary>
    ScatterAdd,

    /// <summary>Zeros, and the first operand's rows added where <see cref="Embedding"/> would have found them.</summary>
    IndexAdd,
    /// <summary>The first operand, with the third in the places along the first dimension that the second names.</summary>
    IndexCopy,
    MatMul,
    Linear,

    /// <summary>Beta · first + scalar · (second · third), all matrices; made by a pass, as are those below.</summary>
    AddMm,

    /// <summary>Several elementwise operations in one pass over memory.</summary>
    Fused,

    /// <summary>Another result of a fused kernel, by its index.</summary>
    Part,

    /// <summary>Softmax along the last dimension, row by row.</summary>
    SoftmaxRows,

    /// <summary>As <see cref="RmsNorm"/>, row by row.</summary>
    RmsNormRows,

    /// <summary>As <see cref="LayerNorm"/>, row by row.</summary>
    LayerNormRows,
}
