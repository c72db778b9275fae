namespace PerfGate.LazyTensors.Graph;

/// <summary>What a node computes.</summary>
internal enum Op : byte
{
    Input,
    Constant,
    Add,
    Sub,
    Mul,
    AddScalar,
    MulScalar,
    Relu,
    Gelu,
    Tanh,
    Exp,
    Softmax,
    Transpose,
    MatMul,
    Linear,
}
