using System.Collections.Concurrent;
using PerfGate.LazyTensors.Graph;
using PerfGate.LazyTensors.Planning;

namespace PerfGate.LazyTensors.Evaluation;

/// <summary>Computes a plan with as many threads of the pool as have something to do: a node runs as soon as its operands are there.</summary>
internal sealed class ParallelComputation
{
    /// <summary>What takes less time is done by whoever made it ready, as another thread takes some microseconds to come.</summary>
    public const double WorthAnotherThread = 20_000;

    private readonly double _worthAnotherThread;
    private readonly NodeGraph _graph;
    private readonly Dependencies _dependencies;
    private readonly Computation _computation;
    private readonly CancellationToken _cancellation;
    private readonly int[] _waits;
    private readonly ConcurrentQueue<int> _ready = new();
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _failure;
    private int _left;

    /// <param name="plan">What to do; it has dependencies.</param>
    /// <param name="computation">Where to do it.</param>
    /// <param name="cancellation">Looked at before each node.</param>
    /// <param name="worthAnotherThread">Nanoseconds from which a node is left to another thread.</param>
    public ParallelComputation(Plan plan, Computation computation, CancellationToken cancellation, double worthAnotherThread = WorthAnotherThread)
    {
        _worthAnotherThread = worthAnotherThread;
        _graph = plan.Graph;
        _dependencies = plan.Dependencies!;
        _computation = computation;
        _cancellation = cancellation;
        _waits = [.. _dependencies.Waits];
        _left = _graph.Length;
    }

    /// <summary>Ends when everything is computed, or has been given up and no thread is at it any more.</summary>
    public async Task RunAsync()
    {
        var own = new Stack<int>();
        for (int i = 0; i < _graph.Length; i++)
        {
            if (_graph[i].Op == Op.Input)
            {
                _computation.Compute(i);
                _left--;
            }
            else if (_waits[i] == 0)
            {
                own.Push(i);
            }
        }

        if (_left == 0)
        {
            return;
        }

        ShareAllButOne(own);
        Work(own);
        await _done.Task.ConfigureAwait(false);
    }

    private void Work(Stack<int> own)
    {
        while (own.TryPop(out int place) || _ready.TryDequeue(out place))
        {
            Compute(place);
            foreach (int follower in _dependencies.Followers[place])
            {
                if (Interlocked.Decrement(ref _waits[follower]) == 0)
                {
                    own.Push(follower);
                }
            }

            ShareAllButOne(own);
            if (Interlocked.Decrement(ref _left) == 0)
            {
                End();
            }
        }
    }

    /// <summary>After a failure nothing is computed any more, but everything is still counted, so that the end comes.</summary>
    private void Compute(int place)
    {
        if (Volatile.Read(ref _failure) is not null)
        {
            return;
        }

        try
        {
            _cancellation.ThrowIfCancellationRequested();
            _computation.Compute(place);
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _failure, e, null);
        }
    }

    /// <summary>Lets other threads have what is large, but for one node to go on with.</summary>
    private void ShareAllButOne(Stack<int> own)
    {
        while (own.Count > 1 && Cost.Of(_graph, _graph[own.Peek()]) >= _worthAnotherThread)
        {
            _ready.Enqueue(own.Pop());
            ThreadPool.UnsafeQueueUserWorkItem(static self => self.Work(new Stack<int>()), this, preferLocal: false);
        }
    }

    private void End()
    {
        if (_failure is { } failure)
        {
            _done.SetException(failure);
        }
        else
        {
            _done.SetResult();
        }
    }
}
