using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Field;

/// <summary>BenchmarkDotNet's files as they are: what is read of them, of each version, and what is said where something is missing.</summary>
public class Reading
{
    [Fact]
    public async Task Jobs_of_benchmarks_with_two_parameters_are_not_pooled()
    {
        var result = await FieldCase.CompareAsync("01-two-params-jobs-pooled/base", "01-two-params-jobs-pooled/cand");

        result.Result.Fails(1, "PG4001");
        Assert.Equal("regressed", result.Verdict("A.B.C(N: 1, M: 2) [.NET 8.0]"));
        Assert.Equal("unchanged", result.Verdict("A.B.C(N: 1, M: 2) [.NET 9.0]"));
    }

    [Fact]
    public async Task Two_jobs_of_one_file_are_two_benchmarks()
    {
        var result = await CompareWithItselfAsync("02-two-params-two-jobs-one-file.json");

        result.Result.Exits(0);
        Assert.Equal(["A.B.C(N: 1, M: 2) [.NET 8.0]", "A.B.C(N: 1, M: 2) [.NET 9.0]"], Names(result));
    }

    [Fact]
    public async Task A_job_that_differs_is_another_benchmark() =>
        (await FieldCase.CompareAsync("03-two-params-other-job/base.json", "03-two-params-other-job/cand.json")).Result.Exits(3).Says("PG2013", "[.NET 8.0]", "[NativeAOT 8.0]");

    [Fact]
    public async Task Parameters_are_no_part_of_the_job()
    {
        var result = await FieldCase.CompareAsync("04-two-params-default-name/base.json", "04-two-params-default-name/cand.json");

        Assert.Equal(["A.B.C(N: 1, M: 2)"], result.Result.Fails(1, "PG4001").Named("PG4001"));
    }

    [Fact]
    public async Task Parameters_of_any_text_are_no_part_of_the_job()
    {
        var result = await WithAsync(b =>
        {
            b["FullName"] = "A.B.C(text: \"x: (y) [z], a & b = c\", größe: 1)";
            b["MethodTitle"] = "'Fill, and: more'";
            b["Parameters"] = "text=x: (y) [z], a & b = c&größe=1";
            b["DisplayInfo"] = "B.'Fill, and: more': Job-QWERTY(Runtime=.NET 8.0, LaunchCount=8) [text=x: (y) [z], a & b = c, größe=1]";
        });

        Assert.Equal(["A.B.C(text: \"x: (y) [z], a & b = c\", größe: 1) [.NET 8.0]"], Names(result));
    }

    [Fact]
    public async Task Allocation_is_read_where_it_stands() => Assert.Equal(
        ["A.B.C"],
        (await FieldCase.CompareAsync("05-bdn0131-allocation/base.json", "05-bdn0131-allocation/cand.json")).Result.Fails(1, "PG4002").Named("PG4002"));

    [Fact]
    public async Task Allocation_that_the_report_lacks_is_said() =>
        (await WithAsync(b => b["Memory"] = new JsonObject { ["TotalOperations"] = 1000, ["Gen0Collections"] = 3 })).Result
        .Says("warning PG2054: allocation of 1 benchmark is not judged", "A.B.C");

    [Fact]
    public async Task A_job_that_BenchmarkDotNet_renamed_is_one_and_the_version_differs()
    {
        var result = await FieldCase.CompareAsync("11-bdn-renames-job/base.json", "11-bdn-renames-job/cand.json");

        result.Result.Exits(0).Says("PG3012", "BenchmarkDotNet 0.15.4 there, BenchmarkDotNet 0.15.5 here");
        Assert.Equal(["A.B.C [.NET 9.0]"], Names(result));
    }

    [Fact]
    public async Task A_machine_is_one_however_its_system_is_spelt_and_the_ratio_is_shown()
    {
        var result = await FieldCase.CompareAsync("12-bdn-spells-os-otherwise/base.json", "12-bdn-spells-os-otherwise/cand.json");

        result.Result.Exits(0).Says("PG3012", "BenchmarkDotNet 0.14.0 there, BenchmarkDotNet 0.15.8 here");
        Assert.DoesNotContain("another machine", result.Result.ToString(), StringComparison.Ordinal);
        Assert.Matches(@"B\.C +100\.\d ns +150\.\d ns +1\.500", result.Result.Output);
    }

    [Theory]
    [InlineData("13-overhead")]
    [InlineData("13b-overhead-alone-rose")]
    public async Task What_the_harness_takes_is_not_the_benchmarks(string name)
    {
        var result = await FieldCase.CompareAsync($"{name}/base.json", $"{name}/cand.json");

        Assert.True(name == "13-overhead" || result.Result.ExitCode == 0, result.Result.ToString());
        Assert.Equal(name == "13-overhead" ? 2 : 1, result.Of("A.B.C").GetProperty("ratio").GetDouble(), 1);
        Assert.Equal(name == "13-overhead" ? 0.05 : 0.3, result.Of("A.B.C").GetProperty("baseline").GetProperty("value").GetDouble(), 2);
    }

    [Theory]
    [InlineData("14-alloc-few-operations", "±8 KB")]
    [InlineData("14b-alloc-from-zero-15-operations", "±547 B")]
    public async Task Allocation_of_few_operations_is_known_to_a_resolution_only(string name, string resolution)
    {
        var result = await FieldCase.CompareAsync($"{name}/base.json", $"{name}/cand.json");

        result.Result.Exits(0).Says("PG4020", resolution);
        Assert.Equal("inconclusive", result.Verdict("A.B.C", "allocated"));
    }

    [Fact]
    public async Task Cold_start_is_another_benchmark_than_throughput()
    {
        Assert.Equal(["A.B.C", "A.B.C [RunStrategy=ColdStart]"], Names(await CompareWithItselfAsync("15-cold-and-warm-jobs.json")));
        (await FieldCase.CompareAsync("15b-cold-against-warm/base.json", "15b-cold-against-warm/cand.json")).Result.Exits(3).Says("PG2013", "RunStrategy=ColdStart");
    }

    [Fact]
    public async Task How_long_a_job_measures_makes_no_other_benchmark() =>
        Assert.Equal(["A.B.C"], Names(await FieldCase.CompareAsync("17-shortrun-mediumrun/base.json", "17-shortrun-mediumrun/cand.json")));

    [Theory]
    [InlineData("18-nan-token.json")]
    [InlineData("18b-utf16.json")]
    public async Task Files_that_are_no_JSON_in_UTF8_are_read(string name)
    {
        var result = await CompareWithItselfAsync(name);

        result.Result.Exits(0);
        Assert.Equal(["A.B.C"], Names(result));
    }

    [Theory]
    [InlineData("18c-csv.csv", "is CSV")]
    [InlineData("19-bdn-0.10.json", "is of BenchmarkDotNet 0.10.14, which is too old", "from 0.11.0 on")]
    public async Task What_holds_no_measurements_that_can_be_read_is_refused_for_what_it_is(string name, params string[] texts)
    {
        var result = await FieldCase.CompareAsync("10-base-has-a-failure/fixed.json", name);

        result.Result.Fails(3, "PG2010").Says(texts);
        Assert.DoesNotContain("cut off", result.Result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("table.md", "|  Method | Mean |\n|---|--:|\n", "is Markdown")]
    [InlineData("table.html", "<!DOCTYPE html>\n<table></table>", "is HTML")]
    [InlineData("report.json", "Method;Mean\nA;1 ns\n", "is CSV")]
    public async Task Tables_for_people_are_refused_with_the_remedy(string name, string text, string named)
    {
        using var workspace = new Workspace().With(name, text);

        (await workspace.RefusesAsync(3, "PG2010", "compare", FieldCase.PathOf("10-base-has-a-failure/fixed.json"), name)).Says(named, "--exporters json");
    }

    [Fact]
    public async Task A_report_that_was_cut_off_is_still_called_so()
    {
        using var workspace = new Workspace();
        var bytes = File.ReadAllBytes(FieldCase.PathOf("18b-utf16.json"));
        await File.WriteAllBytesAsync(workspace.PathOf("cut.json"), bytes[..(bytes.Length / 2)], TestContext.Current.CancellationToken);

        (await workspace.RefusesAsync(3, "PG2009", "compare", FieldCase.PathOf("18b-utf16.json"), "cut.json")).Says("cut off");
    }

    [Fact]
    public async Task Another_version_of_the_harness_is_said_and_its_numbers_are_not_judged()
    {
        var result = await FieldCase.CompareAsync("22-bdn-version/base.json", "22-bdn-version/cand.json");

        result.Result.Exits(0).Says("PG3012", "BenchmarkDotNet 0.14.0 there, BenchmarkDotNet 0.15.0 here", "Measure both sides with one version");
        Assert.Equal(["inconclusive", "inconclusive"], result.Benchmarks.Select(b => b.GetProperty("verdict").GetString()));
        Assert.Matches(@"100 B +1\.\d+ KB +11\.0", result.Result.Output);
    }

    [Fact]
    public async Task Another_runtime_is_not_another_machine_and_its_rows_are_shown()
    {
        var result = await FieldCase.CompareAsync("25-runtime-upgrade/base.json", "25-runtime-upgrade/cand.json");

        result.Result.Exits(0).Says("PG3004: the baseline was measured with another runtime on the same machine", ".NET 8.0 there, .NET 10.0 here");
        Assert.DoesNotContain("another machine", result.Result.ToString(), StringComparison.Ordinal);
        Assert.Matches(@"B\.C +100\.\d ns +150\.\d ns +1\.500", result.Result.Output);
        Assert.Matches(@"B\.C allocated +100 B +200 B +2\.00", result.Result.Output);
    }

    private static Task<FieldCase> CompareWithItselfAsync(string name) => FieldCase.CompareAsync(name, name);

    private static IEnumerable<string?> Names(FieldCase result) => result.Benchmarks.Select(b => b.GetProperty("id").GetString()).Distinct();

    /// <summary>A report of one benchmark, changed, against itself.</summary>
    private static async Task<FieldCase> WithAsync(Action<JsonNode> change)
    {
        using var workspace = new Workspace();
        var json = JsonNode.Parse(await File.ReadAllTextAsync(FieldCase.PathOf("11-bdn-renames-job/base.json"), TestContext.Current.CancellationToken))!;
        json["Benchmarks"]![0]!["DisplayInfo"] = "B.C: DefaultJob";
        change(json["Benchmarks"]![0]!);
        workspace.With("report.json", json);
        return await CompareWithItselfAsync(workspace.PathOf("report.json"));
    }
}
