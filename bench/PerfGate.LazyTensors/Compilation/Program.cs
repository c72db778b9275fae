using System.Diagnostics;
using PerfGate.LazyTensors.Evaluation;
using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Compilation;

/// <summary>The steps of a compiled graph, in their order, and what is left to dispose after them.</summary>
internal sealed class Program
{
    private readonly NodeGraph _graph;
    private readonly Layout _layout;
    private readonly OwnMemory _memory;
    private readonly bool[] _isReadByAddress;
    private readonly List<Step> _steps = [];

    public Program(NodeGraph graph, Layout layout, OwnMemory memory)
    {
        (_graph, _layout, _memory) = (graph, layout, memory);
        _isReadByAddress = AreReadByAddress(graph);
        List<int>?[] droppedAfter = new List<int>?[graph.Length + 1];
        for (int i = 0; i < graph.Length; i++)
        {
            if (CanBeDropped(i))
            {
                (droppedAfter[Math.Max(i, layout.Lifetimes.LastRead(i))] ??= []).Add(i);
            }
        }

        for (int i = 0; i < graph.Length; i++)
        {
            AddStep(i);
            if (droppedAfter[i] is { } places)
            {
                _steps.Add(new DropStep([.. places], [.. places.Select(IsTaken)]));
            }
        }

        Steps = [.. _steps];
        Taken = [.. Enumerable.Range(0, graph.Length).Where(IsTaken)];
        Copied = [.. Enumerable.Range(0, graph.Length).Where(i => CanBeDropped(i) && !IsTaken(i))];
    }

    public Step[] Steps { get; }

    /// <summary>Values whose tensors a run makes: to be disposed after a failure.</summary>
    public int[] Taken { get; }

    /// <summary>Values of which a run may make copies.</summary>
    public int[] Copied { get; }

    /// <summary>Whether somebody reads a value's elements one after the other.</summary>
    public bool IsReadByAddress(int place) => _isReadByAddress[place];

    private static bool[] AreReadByAddress(NodeGraph graph)
    {
        bool[] are = new bool[graph.Length];
        foreach (ref readonly Node node in graph.Nodes)
        {
            for (int k = 0; node.Op is Op.Fused or Op.SoftmaxRows or Op.RmsNormRows or Op.LayerNormRows && k < node.Operands; k++)
            {
                if (node.Operand(k) is >= 0 and int operand)
                {
                    are[operand] = true;
                }
            }
        }

        return are;
    }

    private bool IsTaken(int place) => _layout.Homes[place] == Home.Fresh || (_layout.Homes[place] == Home.View && !_memory.IsThere(place));

    private bool CanBeDropped(int place) =>
        IsTaken(place) || (_isReadByAddress[place] && _layout.Homes[place] is Home.Given or Home.View);

    private void AddStep(int place)
    {
        ref readonly Node node = ref _graph[place];
        if (node.Op is Op.Input or Op.Constant or Op.Part)
        {
            return;
        }

        if (IsTaken(place))
        {
            _steps.Add(new TorchStep(place, _isReadByAddress[place], _layout.Lifetimes.LastRead(place) == _graph.Length));
        }
        else if (_layout.Homes[place] == Home.View)
        {
            if (_isReadByAddress[place])
            {
                _steps.Add(new CopyStep(place));
            }
        }
        else
        {
            _steps.Add(Writer(node, place));
        }
    }

    private Step Writer(in Node node, int place) => node.Op switch
    {
        Op.Fused => new FusedStep(node.Fused!, [place, .. PartsOf(place)]),
        Op.SoftmaxRows or Op.RmsNormRows or Op.LayerNormRows => new RowStep(place),
        Op.AddMm or Op.MatMul => new ProductStep(place, _layout.IsInPlace[place], IsOwnProduct(node)),
        Op.IndexCopy => new IndexCopyStep(place, _layout.IsInPlace[place]),
        _ => throw new UnreachableException($"{node.Op} writes nowhere"),
    };

    private bool IsOwnProduct(in Node node) => node.Op == Op.MatMul
        ? OwnProducts.IsFor(node.DType, _graph[node.First].Sizes, _graph[node.Second].Sizes)
        : (node.First < 0 || node.Beta == 1) && OwnProducts.IsFor(node.DType, _graph[node.Second].Sizes, _graph[node.Third].Sizes);

    /// <summary>The other results of a kernel, which stand right behind it in their order.</summary>
    private IEnumerable<int> PartsOf(int kernel) =>
        Enumerable.Range(kernel + 1, _graph.Length - kernel - 1).TakeWhile(i => _graph[i].Op == Op.Part && _graph[i].First == kernel);
}
