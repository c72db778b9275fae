using PerfGate.Tool.Tests.Reports.Reading;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Reports;

/// <summary>Reports in formats of others are what their readers expect.</summary>
public class Schemas
{
    [Fact]
    public async Task JUnit_is_valid_by_its_schema_with_a_test_for_each_comparison_and_one_for_the_gate()
    {
        using var workspace = NewWorkspace();

        var tests = JUnit.Read((await ComparedAsync(workspace, "junit")).Exits(3).Output);

        Assert.Equal(["PerfGate verdict", "Work.Other allocated", "Work.Other time", "Work.Spin(Variant: \"v00a\") allocated", "Work.Spin(Variant: \"v00a\") time"], tests.Select(test => (string)test.Attribute("name")!));
        Assert.Equal(["error", "skipped", "skipped", "failure", "failure"], tests.Select(test => test.Elements().Single().Name.LocalName));
        Assert.Contains("error PG2006", tests[^1].Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JUnit_has_a_failing_test_for_a_regression_and_for_the_gate_alone()
    {
        using var workspace = NewWorkspace().With("candidate.json", Recording.NewBenchmark(b => b["Memory"]!["BytesAllocatedPerOperation"] = 100_000));

        var tests = JUnit.Read((await ComparedAsync(workspace, "junit")).Exits(1).Output);

        var failed = tests.Where(test => test.Element("failure") is not null).ToList();
        Assert.Equal(["PerfGate verdict", "Work.Spin(Variant: \"v00a\") allocated"], failed.Select(test => (string)test.Attribute("name")!));
        Assert.Contains("regressed: 0 B -> 97.66 KB", (string)failed[1].Element("failure")!.Attribute("message")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JUnit_skips_what_was_not_decided_and_fails_the_gate_where_that_is_strict()
    {
        using var workspace = NewWorkspace().With("candidate.json", Recording.New());

        var lenient = JUnit.Read((await ComparedAsync(workspace, "junit")).Exits(0).Output);
        var strict = JUnit.Read((await ComparedAsync(workspace, "junit", "--strict")).Exits(5).Output);

        Assert.Equal(["skipped", "system-out", "skipped"], lenient.Select(test => test.Elements().Single().Name.LocalName));
        Assert.Equal(["failure", "system-out", "skipped"], strict.Select(test => test.Elements().Single().Name.LocalName));
    }

    [Fact]
    public async Task Sarif_is_valid_by_the_standards_schema_with_the_benchmark_as_its_location()
    {
        using var workspace = NewWorkspace();

        var results = await Sarif.ReadAsync((await ComparedAsync(workspace, "sarif")).Exits(3).Output);

        Assert.Equal(["PG2006", "PG2013", "PG4004"], results.Select(result => result.GetProperty("ruleId").GetString()).Order());
        var lost = results.Single(result => result.GetProperty("ruleId").GetString() == "PG2006");
        Assert.Equal("error", lost.GetProperty("level").GetString());
        Assert.Equal("Work.Spin(Variant: \"v00a\")", lost.GetProperty("locations")[0].GetProperty("logicalLocations")[0].GetProperty("fullyQualifiedName").GetString());
    }

    [Fact]
    public async Task OpenMetrics_follows_its_grammar_and_keeps_its_names()
    {
        using var workspace = NewWorkspace();

        var samples = OpenMetrics.Read((await ComparedAsync(workspace, "openmetrics")).Exits(3).Output);

        Assert.Equal(
            ["perfgate_baseline_bytes", "perfgate_baseline_nanoseconds", "perfgate_benchmarks", "perfgate_candidate_bytes", "perfgate_candidate_nanoseconds", "perfgate_exit_code"],
            samples.Select(sample => sample.Name).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(3, samples.Single(sample => sample.Name == "perfgate_exit_code").Value);
        Assert.Equal(1, samples.Single(sample => sample.Name == "perfgate_benchmarks" && sample.Labels["verdict"] == "missing").Value);
        Assert.Equal("Work.Other", samples.Single(sample => sample.Name == "perfgate_candidate_nanoseconds").Labels["benchmark"]);
    }

    [Fact]
    public async Task Azure_gets_each_error_with_its_code()
    {
        using var workspace = NewWorkspace();

        (await ComparedAsync(workspace, "azure=issues.txt")).Exits(3);

        var issues = CiCommands.OfAzure(File.ReadLines(workspace.PathOf("issues.txt")));
        Assert.Equal([("error", "PG2013"), ("error", "PG2006")], issues.Select(issue => (issue.Properties["type"], issue.Properties["code"])));
        Assert.StartsWith("'Work.Spin(Variant: \"v00a\")' is in the baseline, and the run lost it\n", issues[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TeamCity_gets_tests_statistics_and_a_problem_for_each_error()
    {
        using var workspace = NewWorkspace();

        var messages = CiCommands.OfTeamCity((await ComparedAsync(workspace, "teamcity")).Exits(3).Output.TrimEnd().Split('\n'));

        var problems = messages.Where(message => message.Name == "buildProblem").Select(message => message.Properties["identity"]).ToList();
        Assert.Equal(2, problems.Distinct().Count());
        Assert.All(problems, identity => Assert.InRange(identity.Length, 1, 60));
        Assert.Equal(3, messages.Count(message => message.Name == "testFailed"));
        Assert.Equal(2, messages.Count(message => message.Name == "testIgnored"));
        Assert.Contains(messages, message => message.Name == "buildStatisticValue" && message.Properties["key"] == "Work.Other time, ns");
    }

    private static Task<CliResult> ComparedAsync(Workspace workspace, string report, params string[] options) =>
        workspace.RunAsync(["compare", "base.json", "candidate.json", "--report", report, .. options]);

    /// <summary>One benchmark was lost, one is new.</summary>
    private static Workspace NewWorkspace() => new Workspace()
        .With("base.json", Recording.New())
        .With("candidate.json", Recording.NewBenchmark(benchmark => benchmark["FullName"] = "Work.Other"));
}
