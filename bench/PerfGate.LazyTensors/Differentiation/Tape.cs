using PerfGate.LazyTensors.Evaluation;
using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Differentiation;

/// <summary>The nodes between a loss and what it is differentiated by.</summary>
internal sealed class Tape
{
    private readonly Dictionary<LazyTensor, LazyTensor?[]> _operands = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<LazyTensor> _depending = new(ReferenceEqualityComparer.Instance);
    private readonly SortedSet<string> _ends = new(StringComparer.Ordinal);
    private readonly List<LazyTensor> _order = [];

    /// <param name="loss">Where to begin.</param>
    /// <param name="leaves">What it is differentiated by; one may have been made of another.</param>
    /// <exception cref="GraphException">A node was evaluated, so that nobody knows any more what it was made of.</exception>
    public Tape(LazyTensor loss, ReadOnlySpan<LazyTensor> leaves)
    {
        foreach (LazyTensor leaf in leaves)
        {
            _depending.Add(leaf);
            if (leaves.Length == 1 || IsEvaluated(leaf))
            {
                // What it was made of is not looked at, and may have been evaluated.
                _operands[leaf] = [];
            }
        }

        Visit(loss);
        foreach (LazyTensor node in _order)
        {
            Mark(node);
        }
    }

    /// <summary>The nodes that depend on a leaf, each before its operands.</summary>
    public IEnumerable<LazyTensor> FromTheLoss => Enumerable.Reverse(_order).Where(node => _depending.Contains(node));

    /// <summary>Operations through which a leaf is read, but which have no gradient.</summary>
    public IReadOnlyCollection<string> Ends => _ends;

    public LazyTensor?[] Operands(LazyTensor node) => _operands[node];

    public bool Depends(LazyTensor node) => _depending.Contains(node);

    private void Visit(LazyTensor loss)
    {
        var pending = new Stack<(LazyTensor Node, bool IsDone)>([(loss, false)]);
        while (pending.TryPop(out var next))
        {
            if (next.IsDone)
            {
                _order.Add(next.Node);
            }
            else if (!_operands.ContainsKey(next.Node))
            {
                LazyTensor?[] operands = OperandsOf(next.Node);
                _operands.Add(next.Node, operands);
                pending.Push((next.Node, true));
                foreach (LazyTensor? operand in operands)
                {
                    if (operand is not null)
                    {
                        pending.Push((operand, false));
                    }
                }
            }
        }
    }

    private static LazyTensor?[] OperandsOf(LazyTensor node)
    {
        var (first, second, third) = Lowering.OperandsOf(node);
        if (IsEvaluated(node))
        {
            throw GraphException.At("grad", $"{node} was evaluated, and has no operands any more; take gradients before, or make its tensor an input");
        }

        return [first, second, third];
    }

    private static bool IsEvaluated(LazyTensor node) => Lowering.OperandsOf(node).First is null && node.Op is not (Op.Input or Op.Constant);

    private void Mark(LazyTensor node)
    {
        LazyTensor?[] operands = _operands[node];
        for (int i = 0; i < operands.Length; i++)
        {
            if (operands[i] is not { } operand || !_depending.Contains(operand))
            {
                continue;
            }

            if (Rules.HasGradient(node, i))
            {
                _depending.Add(node);
            }
            else
            {
                _ends.Add(node.Op.ToString());
            }
        }
    }
}
