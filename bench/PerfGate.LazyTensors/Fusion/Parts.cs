using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Fusion;

/// <summary>
/// Work on memory cut into equal parts, one for each of libtorch's threads. No element's value depends on where it is cut, so
/// results are the same with any number of threads.
/// </summary>
internal static class Parts
{
    /// <summary>
    /// Elements from which other threads help: they take ten microseconds and more to come, and a chain of five operations takes 30 us for
    /// half as many elements on one.
    /// </summary>
    public const long LeastElements = 512 * 1024;

    /// <summary>Parts are about as large or larger.</summary>
    private const long LeastPart = LeastElements / 4;

    /// <summary>Set while a part is computed: what it asks for in turn is not cut again.</summary>
    [ThreadStatic]
    private static bool _isWithin;

    /// <summary>How many parts are best, at least 1.</summary>
    /// <param name="elements">Of the result; not negative.</param>
    public static int For(long elements) =>
        elements < LeastElements || _isWithin ? 1 : (int)Math.Clamp(get_num_threads(), 1, elements / LeastPart);

    /// <summary>Computes all parts, and ends when the last one is done.</summary>
    /// <param name="count">Of rows, or of elements.</param>
    /// <param name="parts">At least 1.</param>
    /// <param name="multiple">Parts begin at multiples of this.</param>
    /// <param name="compute">Takes where a part begins and where it ends.</param>
    public static void Run(long count, int parts, long multiple, Action<long, long> compute)
    {
        long size = ((count / parts / multiple) + 1) * multiple;
        Parallel.For(0, parts, part =>
        {
            long begin = Math.Min(count, part * size);
            _isWithin = true;
            try
            {
                compute(begin, Math.Min(count, begin + size));
            }
            finally
            {
                _isWithin = false;
            }
        });
    }
}
