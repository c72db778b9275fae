using System.Runtime;

namespace PerfGate.LazyTensors.Tests;

/// <summary>Keeps the collector still while eager code runs: TorchSharp makes native numbers of doubles, which a collection may free while libtorch reads them.</summary>
internal static class WithoutCollections
{
    private const long Allocated = 1 << 26;

    public static T Run<T>(Func<T> eagerly)
    {
        bool isQuiet = GC.TryStartNoGCRegion(Allocated);
        try
        {
            return eagerly();
        }
        finally
        {
            // It has ended already where more was allocated.
            if (isQuiet && GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
            {
                GC.EndNoGCRegion();
            }
        }
    }
}
