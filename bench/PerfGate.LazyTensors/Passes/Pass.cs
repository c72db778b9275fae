namespace PerfGate.LazyTensors;

/// <summary>The passes that make a graph cheaper before it is computed, each with its own switch.</summary>
[Flags]
public enum Pass
{
    /// <summary>The graph is computed node by node, as it was built.</summary>
    None = 0,

    /// <summary>Operations on constants alone are computed while planning.</summary>
    ConstantFolding = 1 << 0,

    /// <summary>Operations that give their operand back, bit by bit, are left out: x·1, −(−x), transposing twice. x·0 stays, for x may be NaN.</summary>
    AlgebraicIdentities = 1 << 1,

    /// <summary>What is the same is computed once.</summary>
    CommonSubexpressions = 1 << 2,

    /// <summary>x·(w + s·a·b) is computed as x·w + s·(x·a)·b where that is cheaper. Rounding differs.</summary>
    LoraAtRankLevel = 1 << 3,

    /// <summary>Products of several matrices are computed in the cheapest order. Rounding differs.</summary>
    MatrixChainOrder = 1 << 4,

    /// <summary>Sums with a product, and factors of it, become part of the product's own kernel. Rounding differs.</summary>
    ScalarFolding = 1 << 5,

    /// <summary>Elementwise operations run together, in one pass over memory.</summary>
    ElementwiseFusion = 1 << 6,

    /// <summary>What no output needs (any more) is not computed.</summary>
    DeadNodes = 1 << 7,

    /// <summary>Softmax along the last dimension, rms_norm and layer_norm are computed row by row, in place where possible.</summary>
    RowKernels = 1 << 8,

    /// <summary>All of them.</summary>
    All = (1 << 9) - 1,
}
