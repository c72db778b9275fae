namespace PerfGate.LazyTensors.Fusion;

/// <summary>An elementwise operation that a fused kernel can contain. Each gives what libtorch gives, NaN and infinities included.</summary>
internal enum FusedOp : byte
{
    Add,
    Sub,
    Mul,
    Div,
    Neg,
    AddScalar,
    MulScalar,
    DivScalar,
    Relu,

    /// <summary>The exact one, <c>x·Φ(x)</c>; not the approximation by tanh.</summary>
    Gelu,
    Tanh,
    Exp,
    Sqrt,

    /// <summary><c>x / (1 + e⁻ˣ)</c></summary>
    Silu,
}
