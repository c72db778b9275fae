using System.Runtime.Intrinsics;
using PerfGate.LazyTensors.Fusion;

namespace PerfGate.LazyTensors.Tests.Fusion;

/// <summary>The same tests are run as if the processor had less; they would say nothing if it had not.</summary>
public class Instructions
{
    [Fact]
    public void Kernels_are_as_wide_as_what_is_not_switched_off()
    {
        Assert.False(IsOff("EnableHWIntrinsic") && Vector128.IsHardwareAccelerated);
        Assert.False(IsOff("EnableAVX2") && Vector256.IsHardwareAccelerated);
        Assert.False(IsOff("EnableAVX512") && Vector512.IsHardwareAccelerated);
        Assert.Equal(
            Vector512.IsHardwareAccelerated ? VectorWidth.Bits512 : Vector256.IsHardwareAccelerated ? VectorWidth.Bits256 : VectorWidth.Bits128,
            VectorType.Widest);
    }

    private static bool IsOff(string instructions) => Environment.GetEnvironmentVariable("DOTNET_" + instructions) == "0";
}
