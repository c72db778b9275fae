using System.Runtime.InteropServices;
using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Fusion;

/// <summary>Makes one kernel of the nodes of a group.</summary>
/// <param name="graph">The graph of the nodes.</param>
/// <param name="columns">Elements of a row.</param>
internal sealed class FusedGroupBuilder(NodeGraph graph, long columns)
{
    private readonly List<int> _nodes = new(8);
    private readonly List<int> _operands = new(4);
    private readonly List<double> _scalars = new(4);

    /// <summary>The nodes whose values are wanted outside: the group's root comes first.</summary>
    public List<int> Results { get; } = new(1);

    /// <summary>Adds a node; those that it reads were added before, or are operands of the kernel.</summary>
    public void Add(int place, bool isResult)
    {
        _nodes.Add(place);
        if (isResult)
        {
            Results.Insert(0, place);
        }
    }

    /// <summary>The kernel, reading what stands in the new graph.</summary>
    public FusedGroup Build(Rewriter rewriter)
    {
        foreach (int node in _nodes)
        {
            AddOperand(graph[node].First);
            AddOperand(graph[node].Second);
        }

        Node like = graph[_nodes[^1]];
        var (accesses, rowStrides) = (new InputAccess[_operands.Count], new long[_operands.Count]);
        int[] places = new int[_operands.Count];
        for (int i = 0; i < places.Length; i++)
        {
            RowAccess access = RowAccess.For(like.Sizes, graph[_operands[i]].Sizes)!.Value;
            (accesses[i], rowStrides[i]) = (access.Access, access.PerRow < 0 ? columns : access.PerRow);
            places[i] = rewriter.PlaceOf(_operands[i]);
        }

        var instructions = new FusedInstruction[_nodes.Count];
        for (int i = 0; i < instructions.Length; i++)
        {
            instructions[i] = Instruction(graph[_nodes[i]]);
        }

        int[] outputs = new int[Results.Count];
        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] = _operands.Count + _nodes.IndexOf(Results[i]);
        }

        var body = new FusedBody(
            like.DType, ImmutableCollectionsMarshal.AsImmutableArray(accesses), ImmutableCollectionsMarshal.AsImmutableArray(instructions),
            ImmutableCollectionsMarshal.AsImmutableArray(outputs));
        return new FusedGroup(body, places, rowStrides, [.. _scalars], like.Elements / columns, columns);
    }

    private FusedInstruction Instruction(in Node node)
    {
        int scalar = -1;
        if (node.Op is Op.AddScalar or Op.MulScalar or Op.DivScalar)
        {
            scalar = _scalars.Count;
            _scalars.Add(node.Scalar);
        }

        return new FusedInstruction(FusedOps.Of(node.Op)!.Value, Value(node.First), node.Second < 0 ? -1 : Value(node.Second), scalar);
    }

    private int Value(int operand) => _nodes.IndexOf(operand) is >= 0 and int member
        ? _operands.Count + member
        : _operands.IndexOf(FusionGroups.Source(graph, operand));

    private void AddOperand(int operand)
    {
        if (operand >= 0 && !_nodes.Contains(operand) && FusionGroups.Source(graph, operand) is var source && !_operands.Contains(source))
        {
            _operands.Add(source);
        }
    }
}
