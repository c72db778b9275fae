using System.Diagnostics.CodeAnalysis;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Evaluation;

/// <summary>The tensor of one node: lent by the caller, or computed once by whoever claims it first.</summary>
/// <remarks>
/// Other evaluations read it under a lease, so that disposing the node in one thread never pulls the tensor out from
/// under a kernel in another: the last one out disposes it. There is one for each evaluation, so it is its own lock.
/// </remarks>
internal sealed class Result
{
    private readonly bool _borrowed;
    private readonly bool _ignoresGradients;
    private Tensor? _tensor;
    private TaskCompletionSource? _settled;
    private int _leases;
    private bool _claimed;
    private bool _givenUp;

    public Result()
    {
    }

    private Result(Tensor lent, bool ignoresGradients)
    {
        _tensor = lent;
        _borrowed = true;
        _ignoresGradients = ignoresGradients;
    }

    /// <summary>What was counted when the tensor was computed.</summary>
    public EvaluationCounters Counters { get; private set; }

    /// <summary>Whether the tensor is the caller's own.</summary>
    public bool IsBorrowed => _borrowed;

    /// <summary>Whether it was lent in spite of the gradients that it requires.</summary>
    public bool IgnoresGradients => _ignoresGradients;

    public static Result Borrow(Tensor lent, bool ignoresGradients) => new(lent, ignoresGradients);

    /// <summary>Reads the tensor if it is there, claims the right to compute it, or tells what to wait for.</summary>
    /// <param name="tensor">The tensor, when it is ready.</param>
    /// <param name="settled">Ends when another evaluation has delivered or given up; null when this one has the claim.</param>
    /// <returns>true when the tensor is ready.</returns>
    /// <exception cref="ObjectDisposedException">The node was disposed.</exception>
    public bool TryGetOrClaim([NotNullWhen(true)] out Tensor? tensor, out Task? settled)
    {
        lock (this)
        {
            ObjectDisposedException.ThrowIf(_givenUp, typeof(LazyTensor));
            tensor = Current();
            settled = null;
            if (tensor is not null)
            {
                return true;
            }

            if (_claimed)
            {
                _settled ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                settled = _settled.Task;
            }

            _claimed = true;
            return false;
        }
    }

    /// <summary>Ends the claim: with a tensor, which becomes this result's own, or without one after a failure.</summary>
    public void Settle(Tensor? tensor, EvaluationCounters counters)
    {
        TaskCompletionSource? waiting;
        lock (this)
        {
            _tensor = tensor;
            Counters = counters;
            _claimed = false;
            waiting = _settled;
            _settled = null;
            DisposeIfUnused();
        }

        waiting?.SetResult();
    }

    /// <summary>Reads the tensor for the duration of an evaluation; false when there is none (any more).</summary>
    public bool TryLease([NotNullWhen(true)] out Tensor? tensor)
    {
        if (_borrowed)
        {
            tensor = Current()!;
            return true;
        }

        lock (this)
        {
            tensor = _givenUp ? null : Current();
            if (tensor is not null)
            {
                _leases++;
            }

            return tensor is not null;
        }
    }

    public void EndLease()
    {
        if (_borrowed)
        {
            return;
        }

        lock (this)
        {
            _leases--;
            DisposeIfUnused();
        }
    }

    /// <summary>The node is no longer wanted; a lent tensor stays as it is.</summary>
    public void GiveUp()
    {
        lock (this)
        {
            _givenUp = true;
            DisposeIfUnused();
        }
    }

    /// <summary>
    /// A caller who disposes a computed tensor itself has given it back, as by disposing the node; one who disposes an
    /// input has made the graph impossible to compute.
    /// </summary>
    private Tensor? Current()
    {
        if (_tensor is { IsInvalid: true })
        {
            ObjectDisposedException.ThrowIf(_borrowed, _tensor);
            _tensor = null;
        }

        return _tensor;
    }

    private void DisposeIfUnused()
    {
        if (_givenUp && _leases == 0 && !_borrowed)
        {
            _tensor?.Dispose();
            _tensor = null;
        }
    }
}
