using System.Globalization;
using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Inspection;

/// <summary>What a drawing says of a node: the operation, its numbers, and the shape of the result.</summary>
internal static class NodeLabel
{
    public static string Of(in Node node)
    {
        string dtype = node.DType == ScalarType.Float32 ? "" : $" {node.DType}";
        return $"{Operation(node)} {Shape.Text(node.Sizes)}{dtype}";
    }

    private static string Operation(in Node node) => node.Op switch
    {
        Op.Fused => string.Join(", ", node.Fused!.Body.Instructions.Select(instruction => instruction.Op)),
        Op.AddMm => $"{(node.First < 0 ? "" : $"{Number(node.Beta)}·c + ")}{Number(node.Scalar)}·(a@b)",
        Op.Input => $"Input {node.Index}",
        Op.Part => $"Result {node.Index}",
        Op.Constant or Op.AddScalar or Op.MulScalar or Op.DivScalar or Op.ClampMin or Op.ClampMax or Op.Pow => $"{node.Op} {Number(node.Scalar)}",
        Op.Slice or Op.Unslice => $"{node.Op} {node.FirstDimension} from {SliceRange.Of(node).Start} by {SliceRange.Of(node).Step}",
        Op.Cat or Op.Gather or Op.ScatterAdd or Op.IndexCopy => $"{node.Op} along {node.FirstDimension}",
        Op.Compare => $"{(Comparison)node.FirstDimension}",
        Op.CompareScalar => $"{(Comparison)node.FirstDimension} {Number(node.Scalar)}",
        Op.Softmax or Op.LogSoftmax or Op.Sum or Op.Mean or Op.Max when node.FirstDimension >= 0 => $"{node.Op} over {node.FirstDimension}",
        Op.Transpose => $"{node.Op} {node.FirstDimension}, {node.SecondDimension}",
        _ => node.Op.ToString(),
    };

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
