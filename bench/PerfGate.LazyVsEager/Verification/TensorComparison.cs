using System.Globalization;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager.Verification;

/// <summary>Says whether two tensors are the same but for rounding.</summary>
internal static class TensorComparison
{
    /// <summary>What rounding alone may make of the same computation.</summary>
    public const double Tolerance = 1e-5;

    /// <summary>The same, where arms compute in another order, so that rounding differs.</summary>
    public const double ReassociatedTolerance = 1e-4;

    /// <summary>How they differ, or null. NaN equals NaN, an infinity equals only itself, and whole numbers are places, of which none is near another.</summary>
    /// <param name="actual">What was computed.</param>
    /// <param name="expected">What should be; a Float64 tensor is a reference, whose dtype need not be matched.</param>
    /// <param name="tolerance">Largest deviation allowed, relative to 1 + the largest finite magnitude of what is expected.</param>
    public static string? Difference(Tensor actual, Tensor expected, double tolerance = Tolerance)
    {
        if (!actual.shape.AsSpan().SequenceEqual(expected.shape))
        {
            return $"the shape is [{string.Join(", ", actual.shape)}] instead of [{string.Join(", ", expected.shape)}]";
        }

        if (actual.dtype != expected.dtype && expected.dtype != ScalarType.Float64)
        {
            return $"the dtype is {actual.dtype} instead of {expected.dtype}";
        }

        double[] got = Numbers(actual);
        double[] want = Numbers(expected);
        double largest = want.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        double allowed = expected.dtype == ScalarType.Int64 ? 0 : tolerance * (1 + largest);
        for (int i = 0; i < got.Length; i++)
        {
            if (!Agree(got[i], want[i], allowed))
            {
                return string.Create(CultureInfo.InvariantCulture, $"element {i} is {got[i]:R} instead of {want[i]:R}; {allowed:G3} is allowed");
            }
        }

        return null;
    }

    private static bool Agree(double got, double want, double allowed) =>
        got.Equals(want) || got == want || (double.IsFinite(want) && Math.Abs(got - want) <= allowed);

    private static double[] Numbers(Tensor tensor)
    {
        using Tensor wide = tensor.to(ScalarType.Float64, copy: true);
        using Tensor flat = wide.contiguous();

        // TorchSharp's own copy fails on a tensor without elements.
        return flat.numel() == 0 ? [] : flat.data<double>().ToArray();
    }
}
