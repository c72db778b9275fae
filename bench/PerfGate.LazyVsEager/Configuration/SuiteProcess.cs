using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PerfGate.LazyTensors.Loading;

namespace PerfGate.LazyVsEager.Configuration;

/// <summary>What every process that measures has in common, BenchmarkDotNet's children included.</summary>
internal static class SuiteProcess
{
    private const int TrimThreshold = -1;
    private const int MmapThreshold = -3;

    /// <summary>Above the largest tensor of the suite; the most that glibc accepts.</summary>
    private const int Threshold = 32 * 1024 * 1024;

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "BenchmarkDotNet's child processes do not run Program.")]
    internal static void Initialize()
    {
        LibTorch.Prepare();
        PinMalloc();
    }

    /// <summary>
    /// glibc gives large blocks back to the kernel at every free, and learns not to while it runs. Both would make
    /// large tensors measure page faults, and more of them the earlier a benchmark comes.
    /// </summary>
    private static void PinMalloc()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = Mallopt(MmapThreshold, Threshold);
            _ = Mallopt(TrimThreshold, Threshold);
        }
        catch (EntryPointNotFoundException)
        {
            // musl has no thresholds to pin.
        }
    }

    [DllImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Mallopt(int parameter, int value);
}
