using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Compilation;

/// <summary>Where each value of a graph is, decided once: see <see cref="Home"/>.</summary>
internal sealed class Layout
{
    private readonly NodeGraph _graph;
    private readonly int[] _donations;
    private readonly List<int> _free = [];
    private readonly List<(ScalarType DType, long Elements)> _buffers = [];
    private readonly Overwriting _overwriting;
    private readonly int[] _owners;

    /// <param name="graph">After the passes.</param>
    /// <param name="lifetimes">Of its values.</param>
    /// <param name="donations">For each output, the input whose memory it takes; -1 for none.</param>
    public Layout(NodeGraph graph, Lifetimes lifetimes, int[] donations)
    {
        _graph = graph;
        _donations = donations;
        Lifetimes = lifetimes;
        _overwriting = new Overwriting(graph, lifetimes);
        (Homes, Buffers, Outputs, IsInPlace) = (new Home[graph.Length], new int[graph.Length], new int[graph.Length], new bool[graph.Length]);
        _owners = new int[graph.Length];
        Array.Fill(Buffers, -1);
        Array.Fill(Outputs, -1);
        FindOutputs();
        var ending = new List<int>[graph.Length];
        for (int i = 0; i < graph.Length; i++)
        {
            Homes[i] = HomeOf(i);
            if (graph[i].Op != Op.Part)
            {
                Place(i, ending);
            }

            _free.AddRange((ending[i] ?? []).Where(value => _owners[Buffers[value]] == value).Select(value => Buffers[value]));
        }
    }

    public Lifetimes Lifetimes { get; }

    public Home[] Homes { get; }

    /// <summary>Which of the graph's own buffers a value is in; -1 for none.</summary>
    public int[] Buffers { get; }

    /// <summary>Which output's memory a value is in; -1 for none.</summary>
    public int[] Outputs { get; }

    /// <summary>Whether what a node adds to or changes, its first operand, is in its memory already.</summary>
    public bool[] IsInPlace { get; }

    public IReadOnlyList<(ScalarType DType, long Elements)> OwnBuffers => _buffers;

    /// <summary>Whether a node writes its result, one element after the other, to memory that it is given.</summary>
    public static bool IsWriter(in Node node) => node.Op is Op.Fused or Op.Part or Op.AddMm or Op.IndexCopy or Op.SoftmaxRows or Op.RmsNormRows or Op.LayerNormRows
        || (node.Op == Op.MatMul && node.Sizes.Length == 2);

    /// <summary>
    /// Finds what is written to outputs' memory: outputs themselves, and before them what they are written over, so that a product to which the last
    /// kernel adds is where its sum will be.
    /// </summary>
    private void FindOutputs()
    {
        for (int i = _graph.Length - 1; i >= 0; i--)
        {
            if (Outputs[i] < 0 && OutputFor(i) is >= 0 and int output && IsWriter(_graph[i]) && IsWritable(i, output))
            {
                Outputs[i] = output;
            }

            if (Outputs[i] >= 0 && EarlierIn(i) is >= 0 and int earlier)
            {
                Outputs[earlier] = Outputs[i];
            }
        }
    }

    /// <summary>An operand that can be in the same output's memory before; -1 for none.</summary>
    private int EarlierIn(int value)
    {
        int writer = Lifetimes.WrittenAt(_graph, value);
        ref readonly Node node = ref _graph[writer];
        for (int k = 0; k < node.Operands; k++)
        {
            if (node.Operand(k) is >= 0 and int operand && Outputs[operand] < 0 && IsWriter(_graph[operand]) && _overwriting.IsAlike(_graph[value], operand)
                && Lifetimes.LastReadOfMemory(operand) == writer && _overwriting.CanOverwrite(writer, operand) && IsWritable(operand, Outputs[value]))
            {
                return operand;
            }
        }

        return -1;
    }

    private Home HomeOf(int place)
    {
        ref readonly Node node = ref _graph[place];
        return node.Op == Op.Input ? Home.Given
            : node.IsView ? Home.View
            : node.Op == Op.Constant ? Home.Own
            : !IsWriter(node) ? Home.Fresh
            : Outputs[place] >= 0 ? Home.Output
            : Home.Own;
    }

    private int OutputFor(int place) => _graph.Outputs.IndexOf(place);

    /// <summary>Whether a value can be written to its output's memory at once: not where that is an input's which is still read.</summary>
    private bool IsWritable(int place, int output)
    {
        if (_donations[output] < 0 || InputAt(_donations[output]) is not (>= 0 and int input))
        {
            return true;
        }

        int writer = Lifetimes.WrittenAt(_graph, place);
        return Lifetimes.LastReadOfMemory(input) < writer || (Lifetimes.LastReadOfMemory(input) == writer && _overwriting.CanOverwrite(writer, input));
    }

    private int InputAt(int index)
    {
        for (int i = 0; i < _graph.Length; i++)
        {
            if (_graph[i].Op == Op.Input && _graph[i].Index == index)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Finds memory for a node's results, those of a kernel together.</summary>
    private void Place(int place, List<int>[] ending)
    {
        PlaceOne(place, place, ending);
        for (int part = place + 1; part < _graph.Length && _graph[part].Op == Op.Part && _graph[part].First == place; part++)
        {
            Homes[part] = HomeOf(part);
            PlaceOne(part, place, ending);
        }
    }

    private void PlaceOne(int value, int writer, List<int>[] ending)
    {
        if (Homes[value] == Home.Output)
        {
            int input = _donations[Outputs[value]] is >= 0 and int index ? InputAt(index) : -1;
            int first = _graph[writer].First;
            IsInPlace[value] = _graph[writer].Op is Op.AddMm or Op.IndexCopy && first >= 0 && (first == input || Outputs[first] == Outputs[value]);
        }

        if (Homes[value] != Home.Own)
        {
            return;
        }

        bool isConstant = _graph[value].Op == Op.Constant;
        int overwritten = isConstant ? -1 : Overwritten(writer, value);
        Buffers[value] = overwritten >= 0 ? Buffers[overwritten] : isConstant ? New(value) : Free(value);
        IsInPlace[value] = overwritten >= 0;
        _owners[Buffers[value]] = value;
        if (!isConstant && Lifetimes.LastReadOfMemory(value) is var last && last < _graph.Length)
        {
            (ending[last] ??= []).Add(value);
        }
    }

    /// <summary>An operand of the writer whose buffer this value can take; -1 for none.</summary>
    private int Overwritten(int writer, int value)
    {
        ref readonly Node node = ref _graph[writer];
        for (int k = 0; k < node.Operands; k++)
        {
            if (node.Operand(k) is >= 0 and int operand && Homes[operand] == Home.Own && _graph[operand].Op != Op.Constant
                && _owners[Buffers[operand]] == operand && Lifetimes.LastReadOfMemory(operand) == writer
                && _buffers[Buffers[operand]] == SizeOf(value) && _overwriting.CanOverwrite(writer, operand))
            {
                return operand;
            }
        }

        return -1;
    }

    private int Free(int value)
    {
        int found = _free.FindLastIndex(buffer => _buffers[buffer] == SizeOf(value));
        if (found < 0)
        {
            return New(value);
        }

        int buffer = _free[found];
        _free.RemoveAt(found);
        return buffer;
    }

    private int New(int value)
    {
        _buffers.Add(SizeOf(value));
        return _buffers.Count - 1;
    }

    private (ScalarType DType, long Elements) SizeOf(int value) => (_graph[value].DType, _graph[value].Elements);
}
