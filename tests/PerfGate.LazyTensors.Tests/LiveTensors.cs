using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests;

/// <summary>Counts tensors that exist in the process, as TorchSharp does.</summary>
internal static class LiveTensors
{
    public static long Count => Tensor.TotalCount;

    /// <summary>Fails if the action leaves a tensor behind; garbage of earlier tests is collected first.</summary>
    public static void AreUnchangedBy(Action action)
    {
        long before = Settled();
        action();
        Assert.Equal(before, Count);
    }

    public static async Task AreUnchangedByAsync(Func<Task> action)
    {
        long before = Settled();
        await action();
        Assert.Equal(before, Count);
    }

    private static long Settled()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Count;
    }
}
