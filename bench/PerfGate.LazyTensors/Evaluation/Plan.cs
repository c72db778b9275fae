using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Evaluation;

/// <summary>
/// The order in which a graph is computed: every step after its operands, what is the same only once, and for each
/// value how often it will be read, so that it can be disposed at once after the last.
/// </summary>
internal sealed class Plan : IDisposable
{
    private readonly Dictionary<LazyTensor, int> _stepOf = [];
    private readonly Dictionary<NodeKey, int> _stepOfKey = [];
    private readonly Dictionary<Tensor, int> _stepOfTensor = new(ReferenceEqualityComparer.Instance);
    private readonly List<Step> _steps = [];
    private readonly List<Tensor?> _values = [];
    private readonly List<int> _readers = [];
    private readonly List<Result> _leased = [];

    /// <summary>Plans the computation of all outputs together.</summary>
    public Plan(ReadOnlySpan<LazyTensor> outputs)
    {
        try
        {
            foreach (LazyTensor output in outputs)
            {
                // An output is kept: one reader that never comes.
                _readers[Visit(output)]++;
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public int GraphNodes => _stepOf.Count;

    public int Length => _steps.Count;

    public int StepOf(LazyTensor output) => _stepOf[output];

    public Step this[int step] => _steps[step];

    /// <summary>The tensor that a step starts with, and that is not this evaluation's to dispose; null if it is computed.</summary>
    public Tensor? Leaf(int step) => _values[step];

    /// <summary>How many later steps and outputs read the value.</summary>
    public int Readers(int step) => _readers[step];

    /// <summary>Ends the leases on results of earlier evaluations.</summary>
    public void Dispose()
    {
        foreach (Result leased in _leased)
        {
            leased.EndLease();
        }

        _leased.Clear();
    }

    /// <summary>Adds a node after everything it depends on; by a stack of its own, for graphs may be deep.</summary>
    private int Visit(LazyTensor output)
    {
        Stack<LazyTensor> pending = new();
        pending.Push(output);
        while (pending.TryPeek(out LazyTensor? node))
        {
            if (_stepOf.ContainsKey(node) || TryAddLeaf(node))
            {
                pending.Pop();
            }
            else if (!PushOperands(node, pending))
            {
                _stepOf.Add(node, AddComputed(node));
                pending.Pop();
            }
        }

        return _stepOf[output];
    }

    private bool TryAddLeaf(LazyTensor node)
    {
        if (!node.TryLease(out Tensor? tensor, out Result? result))
        {
            return false;
        }

        _leased.Add(result);
        if (!_stepOfTensor.TryGetValue(tensor, out int step))
        {
            step = Add(new Step(node, -1, -1, -1), tensor);
            _stepOfTensor.Add(tensor, step);
        }

        _stepOf.Add(node, step);
        return true;
    }

    /// <summary>True when an operand has to come first.</summary>
    private bool PushOperands(LazyTensor node, Stack<LazyTensor> pending)
    {
        int before = pending.Count;
        PushUnlessKnown(node.Third, pending);
        PushUnlessKnown(node.Second, pending);
        PushUnlessKnown(node.First, pending);
        return pending.Count > before;
    }

    private void PushUnlessKnown(LazyTensor? operand, Stack<LazyTensor> pending)
    {
        if (operand is not null && !_stepOf.ContainsKey(operand))
        {
            pending.Push(operand);
        }
    }

    private int AddComputed(LazyTensor node)
    {
        int first = Operand(node.First), second = Operand(node.Second), third = Operand(node.Third);
        var key = new NodeKey(node, first, second, third);
        if (!_stepOfKey.TryGetValue(key, out int step))
        {
            step = Add(new Step(node, first, second, third), null);
            _stepOfKey.Add(key, step);
            CountReader(first);
            CountReader(second);
            CountReader(third);
        }

        return step;
    }

    private int Operand(LazyTensor? operand) => operand is null ? -1 : _stepOf[operand];

    private void CountReader(int step)
    {
        if (step >= 0)
        {
            _readers[step]++;
        }
    }

    private int Add(Step step, Tensor? leaf)
    {
        _steps.Add(step);
        _values.Add(leaf);
        _readers.Add(0);
        return _steps.Count - 1;
    }
}
