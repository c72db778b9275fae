using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Fusion;

/// <summary>
/// Work on memory cut into equal parts, a few for each of libtorch's threads: one that comes late takes what is left. No element's value depends on where it is cut, so
/// results are the same with any number of threads.
/// </summary>
/// <remarks>
/// libtorch's own threads go on spinning for some ten milliseconds after they have had work. On as many cores others come late then, or not at all: the
/// caller does more of the parts, and is as quick as alone.
/// </remarks>
internal static class Parts
{
    /// <summary>Elements from which other threads help: one thread needs some ten microseconds for as many, and another takes a few to come.</summary>
    public const long LeastElements = 64 * 1024;

    /// <summary>Elements for which a thread is not asked to come.</summary>
    private const long LeastShare = LeastElements / 2;

    private const int PartsOfEachThread = 4;

    /// <summary>Set while a part is computed: what it asks for in turn is not cut again.</summary>
    [ThreadStatic]
    private static bool _isWithin;

    /// <summary>How many threads are best, at least 1.</summary>
    /// <param name="elements">Of the result; not negative.</param>
    public static int For(long elements) =>
        elements < LeastElements || _isWithin ? 1 : (int)Math.Clamp(get_num_threads(), 1, elements / LeastShare);

    /// <summary>Computes all parts, and ends when the last one is done. Parts for which no other thread comes are computed by the caller's.</summary>
    /// <param name="count">Of rows, or of elements.</param>
    /// <param name="threads">At least 1.</param>
    /// <param name="multiple">Parts begin at multiples of this.</param>
    /// <param name="compute">Takes where a part begins and where it ends; fails never.</param>
    public static void Run(long count, int threads, long multiple, Action<long, long> compute)
    {
        long units = (count + multiple - 1) / multiple;
        int parts = (int)Math.Clamp(units, 1, threads * PartsOfEachThread);
        new SharedWork(parts, ComputePart).Run(threads);

        void ComputePart(int part)
        {
            _isWithin = true;
            compute(Math.Min(count, Cut(part) * multiple), Math.Min(count, Cut(part + 1) * multiple));
            _isWithin = false;
        }

        // As even as whole units can be: 10 in 3 parts are 3, 3 and 4.
        long Cut(int part) => (long)((Int128)units * part / parts);
    }
}
