using System.Text.RegularExpressions;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

[Collection<OneAtATime>]
public partial class Doctoring(Samples samples)
{
    [Fact]
    public async Task Everything_is_either_fine_or_to_mend_or_unread_and_advice_does_not_fail()
    {
        using var workspace = samples.NewWorkspace();

        var result = (await workspace.RunAsync("doctor")).Exits(0);

        var (mend, unread, fine) = Summary(result);
        Assert.Equal(mend, Codes().Count(result.Output));
        Assert.Equal(unread, Regex.Count(result.Output, "(?m)^note PG2037: "));
        Assert.Equal(fine, Regex.Count(result.Output, "(?m)^fine  "));
        // 14 things of the machine; then the suite, its baseline, the commits and the calibrations.
        Assert.Equal(18, mend + unread + fine);
        Assert.Contains("warning PG2033: suite 'Steady' runs in process", result.Output, StringComparison.Ordinal);
        Assert.Contains("fine  baseline of Steady: " + Path.GetFileNameWithoutExtension(workspace.Baseline), result.Output, StringComparison.Ordinal);
        Assert.Contains("warning PG2035: ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_strict_it_fails_and_what_is_ignored_is_not_said()
    {
        using var workspace = samples.NewWorkspace();

        var strict = await workspace.RunAsync(("DOTNET_TieredPGO", "0"), "doctor", "--strict", "--verbosity", "quiet");
        var ignoring = await workspace.RunAsync(
            ("DOTNET_TieredPGO", "0"),
            ["doctor", "--strict", .. Enumerable.Range(2020, 18).SelectMany(code => (string[])["--ignore", $"PG{code}"])]);

        // The tests may run with one more, as on another processor.
        Assert.Matches(@"warning PG2032: \d variables? of the environment changes? how \.NET runs\n    .*DOTNET_TieredPGO=0", strict.Exits(3).Output);
        Assert.DoesNotContain("fine  ", strict.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("PG20", ignoring.Exits(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_that_is_started_without_random_places_says_so()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux starts a program without");
        using var workspace = new Workspace().WithConfig(Samples.Config([Samples.Suite("Steady")]));

        using var doctor = RunningProcess.Start("setarch", ["--addr-no-randomize", "dotnet", Cli.Assembly, "doctor"], workspace.Folder);

        Assert.Contains("warning PG2040: the system lays out the memory of each process alike\n", (await doctor.FinishAsync()).Exits(0).Output, StringComparison.Ordinal);
        Assert.Contains("fine  memory layout: drawn anew in each start\n", (await workspace.RunAsync("doctor")).Exits(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_debug_build_of_a_suite_is_named()
    {
        using var workspace = new Workspace().WithConfig(Samples.Config([Samples.Suite("Unoptimized")]));

        Assert.Contains("warning PG2026: the Release build of suite 'Unoptimized'", (await workspace.RunAsync("doctor")).Exits(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_baseline_of_another_machine_is_none_for_this_one()
    {
        using var workspace = samples.NewWorkspace();
        workspace.EditBaseline(json => json["sessions"]![0]!["host"]!["processor"] = "Another CPU");

        Assert.Contains("warning PG2036: there is no baseline of suite 'Steady' for this machine", (await workspace.RunAsync("doctor")).Exits(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_used_is_an_error_and_the_rest_is_looked_at_all_the_same()
    {
        using var workspace = StoredBaseline.NewWorkspace(json => json[..^20]).With("baselines/calibration/x.json", "{");

        var result = (await workspace.RunAsync("doctor")).Exits(4);

        Assert.Contains("error PG3002: ", result.Output, StringComparison.Ordinal);
        Assert.Contains("error PG3020: ", result.Output, StringComparison.Ordinal);
        Assert.Contains("suite 'Steady'", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_configuration_the_machine_is_looked_at_alone_unless_one_was_named()
    {
        using var workspace = new Workspace();

        Assert.Contains("note PG2037: suites: could not be read", (await workspace.RunAsync("doctor")).Exits(0).Output, StringComparison.Ordinal);
        (await workspace.RunAsync("doctor", "--config", "none.json")).Fails(2, "PG1002");
        (await workspace.RunAsync("doctor", "--ignore", "everything")).Fails(2, "PG1001");
        (await workspace.WithConfig("{ \"suites\": [] }").RunAsync("doctor")).Fails(2, "PG1005");
    }

    private static (int Mend, int Unread, int Fine) Summary(CliResult result)
    {
        var match = Regex.Match(result.Output, @"(?m)^(\d+) to mend, (\d+) could not be read, (\d+) fine$");
        Assert.True(match.Success, result.ToString());
        return (int.Parse(match.Groups[1].Value), int.Parse(match.Groups[2].Value), int.Parse(match.Groups[3].Value));
    }

    [GeneratedRegex("(?m)^(?:warning|error) PG[0-9]{4}: ")]
    private static partial Regex Codes();
}
