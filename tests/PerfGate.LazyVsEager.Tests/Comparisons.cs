using PerfGate.LazyVsEager.Verification;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager.Tests;

public class Comparisons
{
    [Theory]
    [InlineData(1f, 1f, true)]
    [InlineData(1f, 1.00001f, true)]
    [InlineData(1f, 1.0001f, false)]
    [InlineData(float.NaN, float.NaN, true)]
    [InlineData(float.NaN, 1f, false)]
    [InlineData(1f, float.NaN, false)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity, true)]
    [InlineData(float.NegativeInfinity, float.PositiveInfinity, false)]
    [InlineData(1f, float.PositiveInfinity, false)]
    [InlineData(float.PositiveInfinity, 1f, false)]
    public void Numbers_agree_within_the_tolerance_and_special_ones_with_themselves(float actual, float expected, bool agree)
    {
        using Tensor a = tensor(new[] { 0f, actual }), e = tensor(new[] { 0f, expected });

        Assert.Equal(agree, TensorComparison.Difference(a, e) is null);
    }

    [Fact]
    public void Shape_and_dtype_count_too_but_a_wide_reference_is_allowed()
    {
        using Tensor a = ones(2, 3), turned = ones(3, 2), wide = ones(2, 3, dtype: ScalarType.Float64), empty = ones(0, 3);

        Assert.Contains("[2, 3] instead of [3, 2]", TensorComparison.Difference(a, turned), StringComparison.Ordinal);
        Assert.Contains("Float64 instead of Float32", TensorComparison.Difference(wide, a), StringComparison.Ordinal);
        Assert.Null(TensorComparison.Difference(a, wide));
        Assert.Null(TensorComparison.Difference(empty, empty));
    }

    [Fact]
    public void Places_are_the_same_or_not()
    {
        using Tensor place = tensor(new[] { 90_000L }), same = tensor(new[] { 90_000L }), next = tensor(new[] { 90_001L });

        Assert.Null(TensorComparison.Difference(place, same, tolerance: 1));
        Assert.Contains("90000 instead of 90001", TensorComparison.Difference(place, next, tolerance: 1), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wider_tolerance_is_for_who_asks_for_it()
    {
        using Tensor a = tensor(new[] { 1.0001f }), e = tensor(new[] { 1f });

        Assert.NotNull(TensorComparison.Difference(a, e));
        Assert.Null(TensorComparison.Difference(a, e, TensorComparison.ReassociatedTolerance));
    }
}
