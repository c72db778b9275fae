using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Fusion;

/// <summary>Which operations of a graph a fused kernel can do.</summary>
internal static class FusedOps
{
    public static readonly OpSet All = new(
        Op.Add, Op.Sub, Op.Mul, Op.Div, Op.Neg, Op.AddScalar, Op.MulScalar, Op.DivScalar, Op.Relu, Op.Gelu, Op.Tanh, Op.Exp, Op.Sqrt, Op.Silu);

    public static FusedOp? Of(Op op) => op switch
    {
        Op.Add => FusedOp.Add,
        Op.Sub => FusedOp.Sub,
        Op.Mul => FusedOp.Mul,
        Op.Div => FusedOp.Div,
        Op.Neg => FusedOp.Neg,
        Op.AddScalar => FusedOp.AddScalar,
        Op.MulScalar => FusedOp.MulScalar,
        Op.DivScalar => FusedOp.DivScalar,
        Op.Relu => FusedOp.Relu,
        Op.Gelu => FusedOp.Gelu,
        Op.Tanh => FusedOp.Tanh,
        Op.Exp => FusedOp.Exp,
        Op.Sqrt => FusedOp.Sqrt,
        Op.Silu => FusedOp.Silu,
        _ => null,
    };
}
