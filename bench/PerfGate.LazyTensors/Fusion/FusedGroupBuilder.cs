using System.Runtime.InteropServices;
using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Fusion;

/// <summary>Makes one kernel of the nodes of a group.</summary>
internal ref struct FusedGroupBuilder
{
    private readonly NodeGraph _graph;
    private readonly long _columns;
    private readonly Span<int> _nodes;
    private readonly Span<int> _results;
    private readonly Span<int> _operands;
    private int _nodeCount;
    private int _resultCount;
    private int _operandCount;
    private int _scalarCount;

    /// <param name="graph">The graph of the nodes.</param>
    /// <param name="columns">Elements of a row.</param>
    /// <param name="nodes">Room for the nodes.</param>
    /// <param name="results">Room for as many.</param>
    /// <param name="operands">Room for twice as many.</param>
    public FusedGroupBuilder(NodeGraph graph, long columns, Span<int> nodes, Span<int> results, Span<int> operands)
    {
        _graph = graph;
        _columns = columns;
        _nodes = nodes;
        _results = results;
        _operands = operands;
    }

    /// <summary>The nodes whose values are wanted outside: the group's root comes first.</summary>
    public readonly ReadOnlySpan<int> Results => _results[^_resultCount..];

    private readonly ReadOnlySpan<int> Nodes => _nodes[.._nodeCount];

    private readonly ReadOnlySpan<int> Operands => _operands[.._operandCount];

    /// <summary>Adds a node; those that it reads were added before, or are operands of the kernel.</summary>
    public void Add(int place, bool isResult)
    {
        _nodes[_nodeCount++] = place;
        if (isResult)
        {
            // From the end of the room forwards, so that the last one comes first.
            _results[^++_resultCount] = place;
        }

        _scalarCount += FusedOps.TakesScalar(_graph[place].Op) ? 1 : 0;
    }

    /// <summary>The kernel, reading what stands in the new graph.</summary>
    public FusedGroup Build(Rewriter rewriter)
    {
        foreach (int node in Nodes)
        {
            AddOperand(_graph[node].First);
            AddOperand(_graph[node].Second);
        }

        ref readonly Node like = ref _graph[_nodes[_nodeCount - 1]];
        var (accesses, rowStrides, places) = (new InputAccess[_operandCount], new long[_operandCount], new int[_operandCount]);
        for (int i = 0; i < places.Length; i++)
        {
            RowAccess access = RowAccess.For(like.Sizes, _graph[_operands[i]].Sizes)!.Value;
            (accesses[i], rowStrides[i]) = (access.Access, access.PerRow < 0 ? _columns : access.PerRow);
            places[i] = rewriter.PlaceOf(_operands[i]);
        }

        var (instructions, scalars) = (new FusedInstruction[_nodeCount], new double[_scalarCount]);
        int scalar = 0;
        for (int i = 0; i < instructions.Length; i++)
        {
            ref readonly Node node = ref _graph[_nodes[i]];
            bool hasScalar = FusedOps.TakesScalar(node.Op);
            instructions[i] = new FusedInstruction(node.Op, Value(node.First), node.Second < 0 ? -1 : Value(node.Second), hasScalar ? scalar : -1);
            if (hasScalar)
            {
                scalars[scalar++] = node.Scalar;
            }
        }

        int[] outputs = new int[_resultCount];
        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] = _operandCount + Nodes.IndexOf(Results[i]);
        }

        var body = new FusedBody(
            like.DType, ImmutableCollectionsMarshal.AsImmutableArray(accesses), ImmutableCollectionsMarshal.AsImmutableArray(instructions),
            ImmutableCollectionsMarshal.AsImmutableArray(outputs));
        return new FusedGroup(body, places, rowStrides, scalars, like.Elements / _columns, _columns);
    }

    private readonly int Value(int operand) => Nodes.IndexOf(operand) is >= 0 and int member
        ? _operandCount + member
        : Operands.IndexOf(FusionGroups.Source(_graph, operand));

    private void AddOperand(int operand)
    {
        if (operand >= 0 && !Nodes.Contains(operand) && FusionGroups.Source(_graph, operand) is var source && !Operands.Contains(source))
        {
            _operands[_operandCount++] = source;
        }
    }
}
