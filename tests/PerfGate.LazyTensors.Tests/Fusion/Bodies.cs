using PerfGate.LazyTensors.Fusion;
using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Fusion;

/// <summary>Bodies that several tests use.</summary>
internal static class Bodies
{
    public static readonly Op[] Exponentials = [Op.Exp, Op.Tanh, Op.Gelu, Op.Silu, Op.Sigmoid];

    /// <summary><c>relu(((a + b)·c - a)·s)</c></summary>
    public static FusedBody Chain(ScalarType type = ScalarType.Float32, params InputAccess[] inputs) => new(
        type,
        inputs.Length == 3 ? [.. inputs] : [InputAccess.Contiguous, InputAccess.Contiguous, InputAccess.Contiguous],
        [
            new FusedInstruction(Op.Add, 0, 1),
            new FusedInstruction(Op.Mul, 3, 2),
            new FusedInstruction(Op.Sub, 4, 0),
            new FusedInstruction(Op.MulScalar, 5, ScalarIndex: 0),
            new FusedInstruction(Op.Relu, 6),
        ],
        [7]);

    public static FusedBody Of(Op op, ScalarType type = ScalarType.Float32) =>
        new(type, [InputAccess.Contiguous], [new FusedInstruction(op, 0)], [1]);
}
