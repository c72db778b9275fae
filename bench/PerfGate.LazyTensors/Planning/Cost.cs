using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Planning;

/// <summary>About how long a node takes on one core: only to tell what is worth a second thread.</summary>
internal static class Cost
{
    private const double PerKernel = 1_000;
    private const double MultiplicationsPerNanosecond = 25;
    private const double BytesPerNanosecond = 10;

    /// <summary>Nanoseconds, to within a factor of a few.</summary>
    public static double Of(NodeGraph graph, in Node node) => node.Op switch
    {
        Op.Input or Op.Part or Op.Transpose or Op.Reshape or Op.Broadcast or Op.Slice => 0,
        Op.MatMul => PerKernel + Product(node, graph[node.First]),
        Op.Linear => PerKernel + Product(node, graph[node.First]),
        Op.AddMm => PerKernel + Product(node, graph[node.Second]),
        _ => PerKernel + (Traffic(graph, node) / BytesPerNanosecond),
    };

    private static double Product(in Node node, in Node left) =>
        node.Elements * (double)left.Sizes[^1] / MultiplicationsPerNanosecond;

    private static double Traffic(NodeGraph graph, in Node node)
    {
        double bytes = node.Bytes;
        for (int i = 0; i < node.Operands; i++)
        {
            bytes += node.Operand(i) is >= 0 and int operand ? graph[operand].Bytes : 0;
        }

        return bytes;
    }
}
