using PerfGate.LazyTensors.Fusion;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Fusion;

/// <summary>Bodies that several tests use.</summary>
internal static class Bodies
{
    public static readonly FusedOp[] Exponentials = [FusedOp.Exp, FusedOp.Tanh, FusedOp.Gelu, FusedOp.Silu];

    /// <summary><c>relu(((a + b)·c - a)·s)</c></summary>
    public static FusedBody Chain(ScalarType type = ScalarType.Float32, params InputAccess[] inputs) => new(
        type,
        inputs.Length == 3 ? [.. inputs] : [InputAccess.Contiguous, InputAccess.Contiguous, InputAccess.Contiguous],
        [
            new FusedInstruction(FusedOp.Add, 0, 1),
            new FusedInstruction(FusedOp.Mul, 3, 2),
            new FusedInstruction(FusedOp.Sub, 4, 0),
            new FusedInstruction(FusedOp.MulScalar, 5, ScalarIndex: 0),
            new FusedInstruction(FusedOp.Relu, 6),
        ],
        [7]);

    public static FusedBody Of(FusedOp op, ScalarType type = ScalarType.Float32) =>
        new(type, [InputAccess.Contiguous], [new FusedInstruction(op, 0)], [1]);
}
