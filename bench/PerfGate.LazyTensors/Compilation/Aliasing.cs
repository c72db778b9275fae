using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Compilation;

/// <summary>Refuses to write to memory that something else is read from, or written to, in the same run.</summary>
internal sealed class Aliasing
{
    private readonly List<(MemoryRange Range, string What, int Index)> _read = [];
    private readonly List<(MemoryRange Range, string What, int Index, int Donated)> _written = [];

    public void Clear()
    {
        _read.Clear();
        _written.Clear();
    }

    public void Read(Tensor tensor, in Node node, string what, int index) => _read.Add((MemoryRange.Of(tensor, node.Sizes, node.DType), what, index));

    /// <param name="tensor">What is written to.</param>
    /// <param name="node">Its shape and dtype.</param>
    /// <param name="what">What it is given as.</param>
    /// <param name="index">Which of them.</param>
    /// <param name="donated">Which of those that are read it is; -1 for none.</param>
    public void Written(Tensor tensor, in Node node, string what, int index, int donated) =>
        _written.Add((MemoryRange.Of(tensor, node.Sizes, node.DType), what, index, donated));

    /// <exception cref="GraphException">Says what shares memory with what.</exception>
    public void Require()
    {
        for (int i = 0; i < _written.Count; i++)
        {
            var (range, what, index, donated) = _written[i];
            for (int k = 0; k < _read.Count; k++)
            {
                if (k != donated && range.Overlaps(_read[k].Range))
                {
                    throw GraphException.At(
                        "run", $"{what} {index} is written to, and {_read[k].What} {_read[k].Index} shares memory with it; give another tensor, or donate an input that its output may take");
                }
            }

            for (int k = 0; k < i; k++)
            {
                if (range.Overlaps(_written[k].Range))
                {
                    throw GraphException.At("run", $"{what} {index} and {_written[k].What} {_written[k].Index} are both written to, and share memory");
                }
            }
        }
    }
}
