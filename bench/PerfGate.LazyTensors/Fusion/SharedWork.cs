namespace PerfGate.LazyTensors.Fusion;

/// <summary>
/// Parts of some work that the calling thread shares with the pool. Whoever is free takes the next part, so that the caller waits for no thread
/// that has not begun: a busy pool, of which the caller may be a thread, only means that it does everything itself.
/// </summary>
internal sealed class SharedWork : IThreadPoolWorkItem
{
    private readonly int _parts;
    private readonly Action<int> _compute;
    private int _taken;
    private int _left;

    /// <param name="parts">How many, at least 1.</param>
    /// <param name="compute">Computes one of them, and does not throw.</param>
    public SharedWork(int parts, Action<int> compute)
    {
        _parts = parts;
        _left = parts;
        _compute = compute;
    }

    /// <summary>Ends when all parts are computed.</summary>
    /// <param name="threads">How many may take part, the caller's included.</param>
    public void Run(int threads)
    {
        for (int helper = 1; helper < Math.Min(threads, _parts); helper++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        Execute();

        // What is left has begun, and takes no longer than what this thread has just done; to sleep takes longer than that.
        var spin = new SpinWait();
        while (Volatile.Read(ref _left) > 0)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    /// <summary>Computes parts as long as there are any.</summary>
    public void Execute()
    {
        for (int part = Interlocked.Increment(ref _taken) - 1; part < _parts; part = Interlocked.Increment(ref _taken) - 1)
        {
            _compute(part);
            Interlocked.Decrement(ref _left);
        }
    }
}
