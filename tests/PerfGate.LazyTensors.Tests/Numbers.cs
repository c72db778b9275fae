using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests;

internal static class Numbers
{
    /// <summary>Equal shape, dtype and values; NaN equals NaN. Both sides run the same kernels, so nothing is rounded differently.</summary>
    public static void AssertSame(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.Equal(expected.dtype, actual.dtype);
        Assert.Equal(Of(expected), Of(actual), Close);
    }

    public static double[] Of(Tensor tensor)
    {
        using Tensor wide = tensor.to(ScalarType.Float64, copy: true);
        using Tensor flat = wide.contiguous();
        return flat.numel() == 0 ? [] : flat.data<double>().ToArray();
    }

    private static bool Close(double x, double y) =>
        x.Equals(y) || x == y || (double.IsFinite(x) && Math.Abs(x - y) <= 1e-5 * (1 + Math.Abs(x)));
}
