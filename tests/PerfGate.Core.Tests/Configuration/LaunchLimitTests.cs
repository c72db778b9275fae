using PerfGate.Configuration;

namespace PerfGate.Core.Tests.Configuration;

public class LaunchLimitTests
{
    private static readonly TimeSpan TwoSeconds = TimeSpan.FromSeconds(2);

    [Fact]
    public void What_is_configured_holds_for_each_launch() =>
        Assert.Equal(new LaunchLimit(TimeSpan.FromMinutes(30)), LaunchLimit.Of(TimeSpan.FromMinutes(10), TwoSeconds, 3));

    [Fact]
    public void The_first_launch_may_take_any_time_while_it_writes() => Assert.True(LaunchLimit.Of(null, TimeSpan.Zero, 5) is { IsOfSilence: true, Time.TotalMinutes: >= 30 });

    [Fact]
    public void Later_launches_go_by_the_longest_of_the_earlier() =>
        Assert.Equal(new LaunchLimit(TimeSpan.FromSeconds(3 * 80)), LaunchLimit.Of(null, TwoSeconds, 3));

    [Theory]
    [InlineData("90s", "90 s")]
    [InlineData("10m", "10 min")]
    [InlineData("1.5h", "1.5 h")]
    [InlineData("0.2s", "0.2 s")]
    public void A_time_is_read_and_written(string text, string written) => Assert.Equal(written, Duration.Format(Duration.Parse(text)!.Value));

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("0m")]
    [InlineData("-1s")]
    [InlineData("1 h")]
    [InlineData("1d")]
    public void What_is_no_time_is_none(string text) => Assert.Null(Duration.Parse(text));
}
