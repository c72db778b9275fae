using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Differentiation;

/// <summary>Derivatives of a loss by reverse accumulation: from the loss back, each node hands its gradient on to its operands.</summary>
internal static class Gradients
{
    /// <summary>The gradients, as graphs.</summary>
    /// <exception cref="GraphException">See <see cref="Lazy.Grad"/>.</exception>
    public static LazyTensor[] Of(LazyTensor loss, ReadOnlySpan<LazyTensor> leaves)
    {
        Require(loss, leaves);
        var tape = new Tape(loss, leaves);
        var gradients = new Dictionary<LazyTensor, LazyTensor>(ReferenceEqualityComparer.Instance)
        {
            [loss] = LazyTensor.Constant(1, loss.Sizes, loss.dtype),
        };
        foreach (LazyTensor node in tape.FromTheLoss)
        {
            HandOn(node, tape, gradients);
        }

        var results = new LazyTensor[leaves.Length];
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = gradients.TryGetValue(leaves[i], out LazyTensor? gradient) && tape.Depends(loss) ? gradient : throw Unreached(leaves[i], i, tape);
        }

        return results;
    }

    private static void Require(LazyTensor loss, ReadOnlySpan<LazyTensor> leaves)
    {
        DType.RequireNumbers("grad", loss);
        if (Shape.Elements(loss.Sizes) != 1)
        {
            throw GraphException.At("grad", $"the loss has shape {Shape.Text(loss.Sizes)}, and one number is needed; take its sum or mean");
        }

        foreach (LazyTensor leaf in leaves)
        {
            ArgumentNullException.ThrowIfNull(leaf);
            DType.RequireNumbers("grad", leaf);
        }
    }

    private static void HandOn(LazyTensor node, Tape tape, Dictionary<LazyTensor, LazyTensor> gradients)
    {
        if (!gradients.TryGetValue(node, out LazyTensor? gradient))
        {
            return;
        }

        LazyTensor?[] operands = tape.Operands(node);
        for (int i = 0; i < operands.Length; i++)
        {
            if (operands[i] is { } operand && tape.Depends(operand) && Rules.HasGradient(node, i))
            {
                LazyTensor part = Rules.Of(node, operands, i, gradient).to(operand.dtype);
                gradients[operand] = gradients.TryGetValue(operand, out LazyTensor? others) ? others + part : part;
            }
        }
    }

    private static GraphException Unreached(LazyTensor leaf, int index, Tape tape)
    {
        string through = tape.Ends.Count == 0 ? "" : $" but through {string.Join(", ", tape.Ends)}, of which there is no gradient";
        return GraphException.At("grad", $"the loss does not depend on {leaf}, number {index},{through}".TrimEnd(','));
    }
}
