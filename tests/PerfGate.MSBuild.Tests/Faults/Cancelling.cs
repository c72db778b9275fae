namespace PerfGate.MSBuild.Tests.Faults;

[Collection<OneAtATime>]
public class Cancelling(SampleRepository repository)
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public async Task A_build_that_is_cancelled_or_killed_leaves_no_process_of_the_suite(string signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "sends a Unix signal");
        // A launch of minutes, without a word: a tool that only notices when it speaks would go on.
        repository.Configure([new { project = "bench", filter = "Steady.Work.Sum", isolation = "inProcess" }]);
        // In a process group of its own, as a terminal has it; and not deaf to the signal, as what a script starts in the background is.
        using var build = repository.Start(["setsid", "env", "--default-signal=INT"], "bench", "-t:PerfGateCheck", "-tl:off");
        await build.SeeAsync(line => line.Contains("as it was built", StringComparison.Ordinal));
        await IsSoonAsync(true);

        using var kill = RunningProcess.Start("kill", [$"-{signal}", $"{build.Id}"], repository.Folder);
        (await kill.FinishAsync()).Exits(0);
        var result = await build.FinishAsync();

        Assert.True(signal != "INT" || result.ExitCode == 1, result.ToString());
        Assert.DoesNotContain(": error ", result.Output, StringComparison.Ordinal);
        await IsSoonAsync(false);
    }

    // A launch takes a moment to start, and a tool whose build is gone one to notice it.
    private async Task IsSoonAsync(bool measuring)
    {
        bool IsMeasuring() => Processes.Below(repository.Folder).Exists(line => line.Contains("--artifacts", StringComparison.Ordinal));
        for (var attempt = 0; attempt < 100 && IsMeasuring() != measuring; attempt++)
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        Assert.Equal(measuring, IsMeasuring());
    }
}
