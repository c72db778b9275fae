using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Field;

/// <summary>What <c>compare</c> is asked for on the command line, and what it advises.</summary>
public class Comparing
{
    private const string Old = "Job-AAAAAA(NuGetReferences=Json 12.0.3)";
    private const string New = "Job-BBBBBB(NuGetReferences=Json 13.0.1)";

    [Fact]
    public async Task Sides_that_differ_in_the_job_only_are_told_how_to_map_it_and_that_works()
    {
        using var workspace = new Workspace().With("base.json", FolderReport.OfJobs(("A.B.C", Old, 100))).With("cand.json", FolderReport.OfJobs(("A.B.C", New, 150)));

        var refused = await workspace.RunAsync("compare", "base.json", "cand.json");

        refused.Fails(3, "PG2006", "PG2013").Says("no benchmark in common but for the job", "Json 12.0.3", "Json 13.0.1", "--job '", "\"renames\": [ {");
        var option = refused.Errors.Split("--job '")[1].Split('\'')[0];
        (await workspace.RunAsync("compare", "base.json", "cand.json", "--job", option)).Fails(1, "PG4001");
        var renames = Regex.Match(refused.Errors, "\"renames\": \\[ \\{[^}]*\\} \\]").Value;
        workspace.WithConfig($$"""{ "suites": [ { "project": "none" } ], {{renames}} }""");
        (await workspace.RunAsync("compare", "base.json", "cand.json", "--config", "perfgate.json")).Fails(1, "PG4001");
    }

    [Fact]
    public async Task Where_a_metric_alone_is_new_no_benchmark_is_called_new()
    {
        var test = await FieldCase.CompareAsync("20-only-a-metric-is-new/base.json", "20-only-a-metric-is-new/cand.json");

        test.Result.Exits(0).Says("note PG4004: the metric 'allocated' of 1 benchmark is new");
        Assert.DoesNotContain("1 benchmark new", test.Result.Errors, StringComparison.Ordinal);
        Assert.Equal(("unchanged", "added"), (test.Verdict("A.B.C"), test.Verdict("A.B.C", "allocated")));
    }

    [Fact]
    public async Task Two_jobs_of_one_file_are_compared()
    {
        using var workspace = new Workspace().With("run.json", FolderReport.OfJobs(("A.B.C", Old, 100), ("A.B.C", New, 150), ("A.B.D", Old, 100), ("A.B.D", New, 100)));

        var result = await workspace.RunAsync("compare", "run.json", "run.json", "--job", "Json 12.0.3=Json 13.0.1");

        result.Fails(1, "PG4001");
        Assert.StartsWith("A.B.C", Assert.Single(result.Named("PG4001")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--minimum-effect", "150%", 0)]
    [InlineData("--minimum-effect", "1.5%", 1)]
    [InlineData("--minimum-effect", "0.3", 1)]
    [InlineData("--alpha", "2%", 1)]
    [InlineData("--alpha", "0.000002", 0)]
    public async Task How_strictly_is_said_on_the_command_line(string option, string value, int exitCode)
    {
        using var workspace = NewWorkspace();

        (await workspace.RunAsync("compare", "base.json", "cand.json", option, value)).Exits(exitCode);
    }

    [Theory]
    [InlineData("--minimum-effect 2", "'2' may be 2% or 200%")]
    [InlineData("--minimum-effect much", "'much' is no share")]
    [InlineData("--minimum-effect -1%", "")]
    [InlineData("--alpha 60%", "from 0.0001% to 50%")]
    [InlineData("--alpha 0", "out of range")]
    [InlineData("--metric tiem", "Did you mean 'time'?")]
    [InlineData("--metric allocated", "--memory")]
    [InlineData("--job a=b", "Did you mean --job 'DefaultJob=DefaultJob'?")]
    public async Task What_it_cannot_do_is_refused(string options, string said)
    {
        using var workspace = NewWorkspace();

        (await workspace.RefusesAsync(2, "PG1001", ["compare", "base.json", "cand.json", .. options.Split(' ')])).Says(said);
    }

    [Fact]
    public async Task One_metric_is_judged_alone_and_a_custom_one_is_read()
    {
        using var workspace = new Workspace().With("base.json", WithCounter(100, 7)).With("cand.json", WithCounter(200, 7)).With("more.json", WithCounter(200, 8));

        (await workspace.RunAsync("compare", "base.json", "cand.json", "--metric", "Kernels")).Exits(0);
        (await workspace.RunAsync("compare", "base.json", "cand.json", "--metric", "Kernels", "--metric", "time")).Fails(1, "PG4001");
        var more = await workspace.RunAsync("compare", "base.json", "more.json", "--metric", "Kernels", "--report", "json");
        Assert.Equal(["Kernels"], more.Json().GetProperty("benchmarks").EnumerateArray().Select(b => b.GetProperty("metric").GetString()));
    }

    [Fact]
    public async Task It_does_not_advise_to_update_a_baseline_that_is_not_there()
    {
        using var workspace = new Workspace()
            .With("base.json", FolderReport.Of(("A.B.C", 100), ("A.Old.Gone", 100), ("A.Old.Lost", 100)))
            .With("cand.json", FolderReport.Of(("A.B.C", 200), ("Z.Brandnew.Gone", 100), ("Z.Brandnew.Lost", 100)));

        var result = await workspace.RunAsync("compare", "base.json", "cand.json");

        result.Fails(3, "PG4001", "PG2006").Says("PG4004", "\"accepted\" in a perfgate.json that --config names", "say so in a perfgate.json that --config names", "\"renames\": [ { \"from\": \"A.Old\", \"to\": \"Z.Brandnew\" } ]");
        Assert.DoesNotContain("baseline update", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gated_ratio_is_judged_on_another_machine()
    {
        using var workspace = new Workspace()
            .With("base.json", FolderReport.Of(("A.B.AddEager", 100), ("A.B.AddLazy", 40)))
            .With("same.json", Elsewhere(("A.B.AddEager", 50), ("A.B.AddLazy", 22)))
            .With("slow.json", Elsewhere(("A.B.AddEager", 50), ("A.B.AddLazy", 50)))
            .WithConfig("""{ "suites": [ { "project": "none" } ], "ratios": [ { "numerator": "Lazy", "denominator": "Eager", "gate": true } ] }""");

        (await workspace.RunAsync("compare", "base.json", "same.json", "--config", "perfgate.json")).Exits(0);
        var slow = await workspace.RunAsync("compare", "base.json", "slow.json", "--config", "perfgate.json");
        slow.Fails(1, "PG4001").Says("'A.B.AddLazy': Lazy / Eager is 2.500 times the baseline's");
        (await workspace.RunAsync("compare", "base.json", "slow.json")).Exits(0);
        workspace.WithConfig("""{ "suites": [ { "project": "none" } ], "ratios": [ { "numerator": "Lzay", "denominator": "Eager", "gate": true } ] }""");
        (await workspace.RunAsync("compare", "base.json", "same.json", "--config", "perfgate.json")).Fails(3, "PG2018");
    }

    [Fact]
    public async Task A_new_metric_is_no_new_benchmark()
    {
        using var workspace = new Workspace();

        var result = await workspace.RunAsync("compare", Repository.Data("field/20-only-a-metric-is-new/base.json"), Repository.Data("field/20-only-a-metric-is-new/cand.json"));

        result.Exits(0).Says("PG4004: the metric 'allocated' of 1 benchmark is new");
        Assert.DoesNotContain("1 benchmark new", result.Errors, StringComparison.Ordinal);
    }

    private static JsonObject Elsewhere(params (string Name, double Time)[] benchmarks)
    {
        var report = FolderReport.Of(benchmarks);
        report["HostEnvironmentInfo"]!["ProcessorName"] = "Another CPU";
        return report;
    }

    private static Workspace NewWorkspace() =>
        new Workspace().With("base.json", FolderReport.Of(("A.B.C", 100))).With("cand.json", FolderReport.Of(("A.B.C", 150)));

    private static JsonObject WithCounter(double time, double value)
    {
        var report = FolderReport.Of(("A.B.C", time));
        report["Benchmarks"]![0]!["Metrics"] = new JsonArray(new JsonObject { ["Value"] = value, ["Descriptor"] = new JsonObject { ["Id"] = "Kernels" } });
        return report;
    }
}
