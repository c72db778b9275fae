using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Fusion;

/// <summary>
/// Which elementwise operations run together. From the outputs backwards, each joins the operations that read it, if all of these
/// are together already: so nothing is computed twice, and no path leads out of a group and back into it.
/// </summary>
internal readonly ref struct FusionGroups
{
    public const int MostNodes = 48;
    private const int MostOperands = 12;

    private readonly NodeGraph _graph;
    private readonly Span<int> _roots;
    private readonly Span<Limits> _limits;

    /// <param name="graph">The graph.</param>
    /// <param name="roots">Takes the last node of each node's group: room for all nodes.</param>
    /// <param name="readersRoot">Room for all nodes.</param>
    /// <param name="limits">Room for all nodes.</param>
    public FusionGroups(NodeGraph graph, Span<int> roots, Span<int> readersRoot, Span<Limits> limits)
    {
        _graph = graph;
        _roots = roots;
        _limits = limits;
        readersRoot.Fill(Nobody);
        roots.Fill(Nobody);
        for (int i = graph.Length - 1; i >= 0; i--)
        {
            roots[i] = RootFor(i, readersRoot[i]);
            Tell(i, readersRoot);
        }
    }

    /// <summary>Of a node that is in no group, or that nobody reads.</summary>
    public const int Nobody = -1;
    private const int Several = -2;

    /// <summary>How many columns the rows of a group have.</summary>
    public long Columns(int root) => _limits[root].Columns is > 0 and long columns ? columns : Math.Max(1, _graph[root].Elements);

    /// <summary>What an operand is read from: a broadcast is read through.</summary>
    public static int Source(NodeGraph graph, int operand) =>
        graph[operand].Op == Op.Broadcast && graph[graph[operand].First].DType == graph[operand].DType ? graph[operand].First : operand;

    private int RootFor(int place, int readers)
    {
        ref readonly Node node = ref _graph[place];
        if (!FusedOps.Supports(node.Op, node.DType))
        {
            return Nobody;
        }

        if (readers >= 0 && _graph[readers].DType == node.DType && _graph[readers].Sizes.AsSpan().SequenceEqual(node.Sizes) && Fits(node, _limits[readers]) is { } joined)
        {
            _limits[readers] = joined;
            return readers;
        }

        if (Fits(node, default) is not { } alone)
        {
            return Nobody;
        }

        _limits[place] = alone;
        return place;
    }

    /// <summary>The limits of a group with one more node, or null if it does not fit.</summary>
    private Limits? Fits(in Node node, Limits limits)
    {
        limits = limits with { Nodes = limits.Nodes + 1, Operands = limits.Operands + (node.Second < 0 ? 0 : 1) };
        for (int k = 0; k < 2; k++)
        {
            if (node.Operand(k) is not (>= 0 and int operand))
            {
                continue;
            }

            if (_graph[operand].DType != node.DType || RowAccess.For(node.Sizes, _graph[Source(_graph, operand)].Sizes) is not { } access)
            {
                return null;
            }

            if (access.Columns > 0 && limits.Columns > 0 && access.Columns != limits.Columns)
            {
                return null;
            }

            limits = limits with { Columns = Math.Max(limits.Columns, access.Columns) };
        }

        return limits.Nodes <= MostNodes && limits.Operands <= MostOperands ? limits : null;
    }

    /// <summary>Tells a node's operands who reads them.</summary>
    private void Tell(int place, Span<int> readersRoot)
    {
        ref readonly Node node = ref _graph[place];
        int root = _roots[place] >= 0 ? _roots[place] : Several;
        for (int k = 0; k < node.Operands; k++)
        {
            if (node.Operand(k) is >= 0 and int operand)
            {
                readersRoot[operand] = readersRoot[operand] == Nobody || readersRoot[operand] == root ? root : Several;
            }
        }
    }

    /// <summary>What a group has come to.</summary>
    /// <param name="Nodes">Its operations.</param>
    /// <param name="Operands">About how many values it reads.</param>
    /// <param name="Columns">How many columns its rows must have; 0 for any.</param>
    public readonly record struct Limits(int Nodes, int Operands, long Columns);
}
