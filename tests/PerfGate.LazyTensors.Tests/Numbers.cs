using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests;

internal static class Numbers
{
    /// <summary>Equal shape, dtype and values but for rounding; NaN equals NaN, and an infinity only itself.</summary>
    /// <param name="expected">What should be.</param>
    /// <param name="actual">What is.</param>
    /// <param name="tolerance">Largest deviation, relative to 1 + the largest finite magnitude expected.</param>
    public static void AssertSame(Tensor expected, Tensor actual, double tolerance = 1e-5)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.Equal(expected.dtype, actual.dtype);
        double[] numbers = Of(expected);
        double allowed = tolerance * (1 + numbers.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max());
        Assert.Equal(numbers, Of(actual), (x, y) => x.Equals(y) || x == y || (double.IsFinite(x) && Math.Abs(x - y) <= allowed));
    }

    public static double[] Of(Tensor tensor)
    {
        using Tensor wide = tensor.to(ScalarType.Float64, copy: true);
        using Tensor flat = wide.contiguous();
        return flat.numel() == 0 ? [] : flat.data<double>().ToArray();
    }
}
