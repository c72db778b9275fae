using PerfGate.LazyTensors.Fusion;
using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Compilation;

/// <summary>Tells what kernels may write over what they read.</summary>
/// <param name="graph">After the passes.</param>
/// <param name="lifetimes">Of its values.</param>
internal sealed class Overwriting(NodeGraph graph, Lifetimes lifetimes)
{
    /// <summary>Whether a kernel may write over what it reads: only where it reads each element, for the last time, before it writes there.</summary>
    public bool CanOverwrite(int writer, int operand)
    {
        ref readonly Node node = ref graph[writer];
        if (node.Fused is { } fused)
        {
            return AreReadInOrder(fused, operand);
        }

        return node.Op is Op.AddMm or Op.IndexCopy or Op.SoftmaxRows or Op.RmsNormRows or Op.LayerNormRows
            && node.First == operand && !Shows(node.Second, operand) && !Shows(node.Third, operand) && IsAlike(node, operand);
    }

    private bool AreReadInOrder(FusedGroup fused, int operand)
    {
        bool reads = false;
        for (int i = 0; i < fused.Operands.Length; i++)
        {
            if (!Shows(fused.Operands[i], operand))
            {
                continue;
            }

            reads = true;
            bool isWhole = fused.Body.Inputs[i] == InputAccess.Contiguous && (fused.Rows <= 1 || fused.RowStrides[i] == fused.Columns);
            if (fused.Operands[i] != operand || !isWhole)
            {
                return false;
            }
        }

        return reads && graph[operand].Elements == fused.Rows * fused.Columns && graph[operand].DType == fused.Body.Type;
    }

    private bool Shows(int value, int root) => value >= 0 && lifetimes.Root(value) == root;

    public bool IsAlike(in Node node, int other) => graph[other].DType == node.DType && graph[other].Sizes.AsSpan().SequenceEqual(node.Sizes);
}
