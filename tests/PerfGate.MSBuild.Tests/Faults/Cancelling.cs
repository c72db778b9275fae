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
        repository.Configure(launches: 1000);
        // In a process group of its own, as a terminal has it; and not deaf to the signal, as what a script starts in the background is.
        using var build = repository.Start(["setsid", "env", "--default-signal=INT"], "bench", "-t:PerfGateCheck", "-tl:off");
        await build.SeeAsync(line => line.Contains("launch 1 of 1000", StringComparison.Ordinal));
        Assert.NotEmpty(Processes.Below(repository.Folder));

        using var kill = RunningProcess.Start("kill", [$"-{signal}", $"{build.Id}"], repository.Folder);
        (await kill.FinishAsync()).Exits(0);
        var result = await build.FinishAsync();

        Assert.True(signal != "INT" || result.ExitCode == 1, result.ToString());
        Assert.DoesNotContain(": error ", result.Output, StringComparison.Ordinal);
        await IsSoonQuietAsync();
    }

    // A tool whose build is gone notices it in a moment.
    private async Task IsSoonQuietAsync()
    {
        for (var attempt = 0; attempt < 50 && Processes.Below(repository.Folder).Count > 0; attempt++)
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        Assert.Empty(Processes.Below(repository.Folder));
    }
}
