using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Tests.Graph;

public class ElementwiseErrors
{
    [Fact]
    public void A_clamp_without_limits_is_refused_as_in_eager()
    {
        var error = Assert.Throws<GraphException>(() => LazyTensor.Constant(1, [2, 3]).clamp());

        Assert.Equal("clamp", error.Operation);
        Assert.Contains("[2, 3]", error.Message, StringComparison.Ordinal);
    }
}
