using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

/// <summary>Suspects are measured again, in turn with the baseline's commit: on recorded launches, as measuring is not what is tested.</summary>
public partial class Confirming(ReplayedSuite suite) : IClassFixture<ReplayedSuite>
{
    private const string Knob = ReplayedSuite.Spin;
    private static readonly string[] JsonOnly = ["--report", "json", "--verbosity", "quiet"];

    [Fact]
    public async Task A_suspect_that_is_not_slower_than_the_baselines_commit_now_is_not_red()
    {
        using var stored = new StoredAside(suite.Workspace);
        // As if the machine had been ten times as fast on the day of the baseline.
        suite.Workspace.EditBaseline(json => EachTime(json, value => value / 10));

        var result = (await suite.RunAsync("check", "--report", "json")).Exits(0);

        Assert.Contains($"warning PG4007: '{ReplayedSuite.Sum}'", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Json().GetProperty("benchmarks").EnumerateArray(), b => b.GetProperty("verdict").GetString() == "regressed");
        Assert.Single(await suite.WorktreesAsync());
    }

    [Fact]
    public async Task A_suspect_that_is_slower_than_the_baselines_commit_now_is_red_and_says_so()
    {
        suite.SlowDown("Spin(Position: 0)", 8);
        try
        {
            var result = (await suite.RunAsync(["check", .. JsonOnly])).Fails(1, "PG4001");

            Assert.Equal([Knob], result.Named("PG4001"));
            Assert.Equal(1, result.Json().GetProperty("benchmarks").EnumerateArray().Count(b => b.GetProperty("warnings").ToString().Contains("confirmed against commit", StringComparison.Ordinal)));
            Assert.Single(await suite.WorktreesAsync());
        }
        finally
        {
            await suite.RestoreAsync();
        }
    }

    [Fact]
    public async Task What_is_red_is_explained_on_request_in_every_report_and_in_a_CI_system_unasked()
    {
        suite.SlowDown("Spin(Position: 0)", 8);
        try
        {
            var asked = (await suite.RunAsync("check", "--explain", "--report", "console", "--report", $"json={suite.Workspace.PathOf("suite/why.json")}")).Fails(1, "PG4001");

            // This suite measures nothing, so nothing is sampled: that is said, and the verdict stays.
            Assert.Contains("why       Work.Spin(Position: 0)\n          No method can be named: the benchmark was in none of the samples.\n", asked.Output, StringComparison.Ordinal);
            var why = JsonNode.Parse(await File.ReadAllTextAsync(suite.Workspace.PathOf("suite/why.json"), TestContext.Current.CancellationToken))!["benchmarks"]!.AsArray().Select(b => b!["explanation"]).OfType<JsonNode>().ToList();
            Assert.InRange((double)why[0]["timeAfter"]! / (double)why[0]["timeBefore"]!, 7, 9);
            Assert.Single(await suite.WorktreesAsync());
            Assert.DoesNotContain("why  ", (await suite.RunAsync("check")).Fails(1, "PG4001").Output, StringComparison.Ordinal);
            Assert.Contains("Why <code>", (await suite.RunAsJobAsync(suite.Workspace.Folder, new Dictionary<string, string> { ["GITHUB_ACTIONS"] = "true" }, "check", "--report", "markdown")).Exits(1).Output, StringComparison.Ordinal);
        }
        finally
        {
            await suite.RestoreAsync();
        }
    }

    [Theory]
    [InlineData("--quick", "leave out --quick")]
    [InlineData("--no-confirm", "Leave out --no-confirm")]
    public async Task Where_nothing_is_measured_again_the_option_that_asked_for_that_is_named(string option, string remedy)
    {
        suite.SlowDown("Spin(Position: 0)", 2.2);
        try
        {
            (await suite.RunAsync("check", option)).Exits(0, 1).Says("note PG3007", remedy);
        }
        finally
        {
            await suite.RestoreAsync();
        }
    }

    [Fact]
    public async Task Where_the_baselines_commit_cannot_be_had_the_verdict_rests_on_the_stored_baseline()
    {
        using var stored = new StoredAside(suite.Workspace);
        suite.Workspace.EditBaseline(json =>
        {
            json["sessions"]![0]!["commit"] = new string('0', 40);
            EachTime(json, value => value / 10);
        });

        var result = (await suite.RunAsync("check")).Fails(1, "PG4001");

        Assert.Contains("warning PG3007", result.Errors, StringComparison.Ordinal);
        Assert.Contains("git fetch --unshallow", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suspect_is_not_measured_again_where_that_is_not_wanted()
    {
        using var stored = new StoredAside(suite.Workspace);
        suite.Workspace.EditBaseline(json => EachTime(json, value => value / 10));

        var result = (await suite.RunAsync("check", "--no-confirm")).Fails(1, "PG4001");

        Assert.DoesNotContain("measuring again", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_launches_make_a_suspect_that_enough_rounds_confirm()
    {
        using var stored = new StoredAside(suite.Workspace);
        suite.Workspace.EditBaseline(json => EachLaunch(json, launches => launches.Take(3)));
        var suites = JsonNode.Parse(File.ReadAllText(suite.Workspace.PathOf("perfgate.json")))!["suites"]!.DeepClone();
        suites[0]!["launches"] = 3;
        suite.Configure("suites", suites);
        suite.SlowDown("Spin(Position: 0)", 8);
        try
        {
            var result = (await suite.RunAsync(["check", .. JsonOnly])).Fails(1, "PG4001");

            Assert.Equal([Knob], result.Named("PG4001"));
        }
        finally
        {
            await suite.RestoreAsync();
        }
    }

    [Fact]
    public async Task Against_a_commit_no_stored_baseline_is_needed()
    {
        using var stored = new StoredAside(suite.Workspace);
        Directory.Delete(suite.Workspace.Baselines, recursive: true);

        (await suite.RunAsync(["check", "--against", "HEAD", .. JsonOnly])).Exits(0);
        suite.SlowDown("Spin(Position: 0)", 8);
        try
        {
            var result = (await suite.RunAsync(["check", "--against", "HEAD", .. JsonOnly])).Fails(1, "PG4001");

            Assert.Equal([Knob], result.Named("PG4001"));
        }
        finally
        {
            await suite.RestoreAsync();
        }
    }

    [Fact]
    public async Task A_commit_that_does_not_exist_is_an_error() =>
        (await suite.RunAsync("check", "--against", "no-such-branch")).Fails(4, "PG3007");

    private static void EachTime(JsonNode baseline, Func<double, double> change) =>
        EachLaunch(baseline, launches => launches.Select(launch => launch.Select(change)));

    private static void EachLaunch(JsonNode baseline, Func<IEnumerable<IEnumerable<double>>, IEnumerable<IEnumerable<double>>> change)
    {
        foreach (var (_, benchmark) in baseline["sessions"]![0]!["benchmarks"]!.AsObject())
        {
            var launches = change(benchmark!["time"]!["launches"]!.AsArray().Select(launch => launch!.AsArray().Select(value => (double)value!)));
            benchmark["time"]!["launches"] = new JsonArray([.. launches.Select(launch => new JsonArray([.. launch.Select(value => (JsonNode)value)]))]);
            // These are one for each launch.
            benchmark["time"]!.AsObject().Remove("overhead");
        }
    }
}
