using PerfGate.LazyTensors.Compilation;
using PerfGate.LazyTensors.Evaluation;
using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors;

/// <summary>A graph that was built and planned once, to be run on other tensors and numbers again and again: see <see cref="Lazy"/>.</summary>
/// <remarks>
/// It keeps the memory of what is computed on the way, so that a run takes none but for its outputs, and for what libtorch computes only into new
/// memory. May be used from several threads: runs of one graph wait for each other. Dispose it to give its memory back.
/// </remarks>
public sealed class CompiledGraph : IDisposable
{
    private readonly Lock _running = new();
    private readonly Executable _executable;
    private bool _isDisposed;

    internal CompiledGraph(Executable executable) => _executable = executable;

    /// <summary>What the last run did; nodes are those that the function made, and memory is what the run took beside its outputs.</summary>
    public EvaluationCounters Counters
    {
        get
        {
            lock (_running)
            {
                return _executable.Counters;
            }
        }
    }

    /// <summary>For each output, the number of the donated input whose memory it takes; -1 for none.</summary>
    public ReadOnlySpan<int> Donations => _executable.Donations;

    /// <summary>How many bytes are kept between runs.</summary>
    public long OwnBytes => _executable.OwnBytes;

    /// <summary>Computes the outputs from these inputs.</summary>
    /// <param name="inputs">One tensor for each slot, of its shape and dtype; they stay the caller's, and are read only, but for donated ones.</param>
    /// <param name="numbers">One for each number that the function takes; rounded to their dtype.</param>
    /// <param name="into">
    /// None, or one for each output: a tensor of its shape and dtype that is written to, or null for a new one. It must be contiguous, and share no
    /// memory with inputs or other outputs.
    /// </param>
    /// <returns>
    /// For each output the donated input whose memory it took, the tensor that was given for it, or a new one, which is contiguous, the caller's, and shares no
    /// memory with any other.
    /// </returns>
    /// <exception cref="GraphException">Number, shape, dtype or device do not fit, gradients would be recorded, or memory is shared. Nothing was written then.</exception>
    /// <exception cref="ObjectDisposedException">This, or a tensor that is given or was there when the graph was compiled, was disposed.</exception>
    /// <remarks>After another failure, such as a place for <c>gather</c> that is not there, what donated inputs and given outputs hold is not known.</remarks>
    public Tensor[] Run(ReadOnlySpan<Tensor> inputs, ReadOnlySpan<double> numbers = default, ReadOnlySpan<Tensor?> into = default)
    {
        lock (_running)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _executable.Run(inputs, numbers, into);
        }
    }

    /// <summary>Gives the graph's memory back, when no run needs it any more; results stay.</summary>
    public void Dispose()
    {
        lock (_running)
        {
            if (!_isDisposed)
            {
                _isDisposed = true;
                _executable.Dispose();
            }
        }
    }
}
