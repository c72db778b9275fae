using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Gating;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Renames;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Renames;

public class RenamingTests
{
    private static readonly double[] Steady = [100, 101, 102, 100.5, 101.5, 100.2, 101.2, 100.8];

    [Theory]
    [InlineData("Ns.Type.Old(N: 1) [Long]", "Ns.Type.Old", "Ns.Type.New", "Ns.Type.New(N: 1) [Long]")]
    [InlineData("Ns.Old.Method(N: 1)", "Ns.Old", "Ns.New", "Ns.New.Method(N: 1)")]
    [InlineData("Old.Sub.Type.Method", "Old", "New.Home", "New.Home.Sub.Type.Method")]
    [InlineData("Ns.Old<Int32>.Method", "Ns.Old", "Ns.New", "Ns.New<Int32>.Method")]
    [InlineData("Ns.Old+Inner.Method", "Ns.Old", "Ns.New", "Ns.New+Inner.Method")]
    [InlineData("load test: p99", "load test: p99", "load: p99", "load: p99")]
    [InlineData("startup", "startup", "Ns.Type.Startup", "Ns.Type.Startup")]
    [InlineData("Ns.Older.Method", "Ns.Old", "Ns.New", "Ns.Older.Method")]
    [InlineData("Ns.Type.Method(Kind: \"Ns.Old\")", "Ns.Old", "Ns.New", "Ns.Type.Method(Kind: \"Ns.Old\")")]
    public void A_namespace_a_type_or_a_method_is_renamed_with_all_that_is_below_it(string before, string from, string to, string now) =>
        Assert.Equal(now, Renaming.Map(BenchmarkId.Parse(before), [new Rename(from, to)]).ToString());

    [Fact]
    public void Renames_follow_each_other_in_the_order_they_are_given() => Assert.Equal(
        "Ns.C.Method", Renaming.Map(BenchmarkId.Parse("Ns.A.Method"), [new Rename("Ns.A", "Ns.B"), new Rename("Ns.B", "Ns.C")]).ToString());

    [Theory]
    [InlineData("Ns.C.Method(N: 1)", "Ns.C.Method(N: 1)|Ns.B.Method(N: 1)|Ns.A.Method(N: 1)")]
    [InlineData("Other.Type.*", "Other.Type.*|Ns.B|Ns.B.*|Ns.B<*|Ns.B+*|Ns.A|Ns.A.*|Ns.A<*|Ns.A+*")]
    [InlineData("*", "*")]
    [InlineData("Other.Type.Method", "Other.Type.Method")]
    public void Filters_choose_the_same_under_earlier_names(string filter, string expected) => Assert.Equal(
        expected.Split('|'), Renaming.FiltersBefore([filter], [new Rename("Ns.A", "Ns.B"), new Rename("Ns.B", "Ns.C")]));

    [Fact]
    public void A_renamed_benchmark_is_judged_and_neither_lost_nor_new()
    {
        var result = Judge(Make.Time("New", Steady.Select(v => v * 1.3)), new Rename("Suite.Type.Old", "Suite.Type.New"), Make.Time("Old", Steady));

        Assert.Equal(Verdict.Regressed, Assert.Single(result.Judgements).Verdict);
        Assert.Equal([DiagnosticCode.PG4001], result.Diagnostics.Select(d => d.Code));
    }

    [Fact]
    public void Earlier_sessions_may_have_the_old_name_where_later_ones_have_the_new()
    {
        var baseline = new Baseline([Make.RunAt(1, Make.Time("Old", 1)), Make.RunAt(2, Make.Time("New", Steady))]);

        var result = Judge(Make.Time("New", Steady), new Rename("Suite.Type.Old", "Suite.Type.New"), baseline);

        Assert.Equal(Outcome.Passed, result.Outcome);
        Assert.Empty(result.Diagnostics);
    }

    [Fact]
    public void A_rename_to_what_the_baseline_has_already_is_an_error()
    {
        var result = Judge(Make.Time("New", Steady), new Rename("Suite.Type.Old", "Suite.Type.New"), Make.Time("Old", Steady), Make.Time("New", Steady));

        Assert.Equal((Outcome.Failed, ExitCode.SuiteFailed), (result.Outcome, result.ExitCode));
        Assert.Contains(DiagnosticCode.PG3008, result.Codes());
        Assert.Contains(result.Diagnostics, d => d.Fact == "the renames give two benchmarks of the baseline one name: 'Suite.Type.New'");
    }

    [Fact]
    public void A_rename_that_hides_a_benchmark_which_still_runs_is_an_error()
    {
        var candidate = Make.Run(Make.Time("Old", Steady.Select(v => v * 2)), Make.Time("New", Steady));

        var result = Make.Judge(candidate, Make.Run(Make.Time("Old", Steady)), Policy(new Rename("Suite.Type.Old", "Suite.Type.New")));

        Assert.Equal([DiagnosticCode.PG3010], result.Codes());
        Assert.Equal(ExitCode.BaselineUnusable, result.ExitCode);
    }

    [Theory]
    [InlineData("Suite.Type.Misspelt", "Suite.Type.Other", false, Severity.Warning)]
    [InlineData("Suite.Type.Older", "Suite.Type.A", false, Severity.Note)]
    [InlineData("Suite.Type.Misspelt", "Suite.Type.Other", true, null)]
    public void A_rename_that_matches_nothing_is_said(string from, string to, bool isPart, Severity? severity)
    {
        var result = Make.Judge(Make.Run(Make.Time("A", Steady)), Make.Run(Make.Time("A", Steady)), Policy(new Rename(from, to)) with { IsPart = isPart });

        Assert.Equal(severity, result.Diagnostics.FirstOrDefault(d => d.Code == DiagnosticCode.PG3009)?.Severity);
    }

    [Theory]
    [InlineData("Ns.Type.ParseHeader(N: 1)", "Ns.Type.ParseHeaders(N: 1)", "{ \"from\": \"Ns.Type.ParseHeader\", \"to\": \"Ns.Type.ParseHeaders\" }")]
    [InlineData("Ns.Parsing.Header", "Ns.Parser.Header", "{ \"from\": \"Ns.Parsing\", \"to\": \"Ns.Parser\" }")]
    [InlineData("My.Benchmark.Type.Header", "My.Benchmarks.Type.Header", "{ \"from\": \"My.Benchmark\", \"to\": \"My.Benchmarks\" }")]
    public void What_looks_like_a_rename_gets_the_line_for_the_configuration(string lost, string added, string line)
    {
        Measured Of(string name) => new(BenchmarkId.Parse(name), Metric.Time, Make.Sample(Steady));

        var result = Make.Judge(Make.Run(Of(added), Make.Time("A", Steady)), Make.Run(Of(lost), Make.Time("A", Steady)));

        Assert.Contains($"\"renames\": [ {line} ]", result.Diagnostics.Single(d => d.Code == DiagnosticCode.PG2006).Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ns.Old", "Other.Completely")]
    [InlineData("Old", "A.Brandnew")]
    [InlineData("Ns.Old<Int32>", "Ns.New<Int32>")]
    [InlineData("Ns.Old<Int32>", "Ns.New<Int64>")]
    public void A_renamed_type_with_several_methods_gets_one_line_for_all_of_them(string lost, string added)
    {
        IEnumerable<Measured> Of(string type) => new[] { "Read", "Write(N: 1)" }.Select(m => new Measured(BenchmarkId.Parse($"{type}.{m}"), Metric.Time, Make.Sample(Steady)));

        var result = Make.Judge(Make.Run([.. Of(added), Make.Time("A", Steady)]), Make.Run([.. Of(lost), Make.Time("A", Steady)]));

        var (from, to) = (lost.Replace("<Int32>", added.EndsWith("<Int32>", StringComparison.Ordinal) ? "" : "<Int32>", StringComparison.Ordinal), added.Replace("<Int32>", "", StringComparison.Ordinal));
        var remedies = result.Diagnostics.Where(d => d.Code == DiagnosticCode.PG2006).Select(d => d.Remedy!).ToList();
        Assert.Equal(2, remedies.Count);
        Assert.All(remedies, remedy => Assert.Contains($"\"renames\": [ {{ \"from\": \"{from}\", \"to\": \"{to}\" }} ]", remedy, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Read", "Parse")]
    [InlineData("Read", "Read|Write|Seek")]
    public void A_type_with_other_methods_is_no_renamed_one(string kept, string added)
    {
        IEnumerable<Measured> Of(string type, string methods) => methods.Split('|').Select(m => new Measured(BenchmarkId.Parse($"{type}.{m}"), Metric.Time, Make.Sample(Steady)));

        var result = Make.Judge(Make.Run([.. Of("Zzz.Brandnew", added), Make.Time("A", Steady)]), Make.Run([.. Of("Ns.Old", $"{kept}|Write"), Make.Time("A", Steady)]));

        Assert.All(result.Diagnostics.Where(d => d.Code == DiagnosticCode.PG2006), d => Assert.DoesNotContain("renames", d.Remedy, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("M(N: 1) [.NET 8.0]", "M(N: 1) [.NET 9.0]", "[.NET 8.0]", "[.NET 9.0]")]
    [InlineData("M", "M [Server=True]", "[DefaultJob]", "[Server=True]")]
    [InlineData("M [Server=True]", "M", "[Server=True]", "[DefaultJob]")]
    public void A_renamed_job_is_judged_and_where_it_is_not_renamed_gets_the_line(string before, string now, string from, string to)
    {
        var renamed = Judge(Make.Time(now, Steady.Select(v => v * 1.3)), new Rename(from, to), Make.Time(before, Steady));
        var result = Make.Judge(Make.Run(Make.Time(now, Steady), Make.Time("A", Steady)), Make.Run(Make.Time(before, Steady), Make.Time("A", Steady)));

        Assert.Equal(Verdict.Regressed, Assert.Single(renamed.Judgements).Verdict);
        Assert.Equal([DiagnosticCode.PG4001], renamed.Diagnostics.Select(d => d.Code));
        Assert.Contains($"\"renames\": [ {{ \"from\": \"{from}\", \"to\": \"{to}\" }} ]", result.Diagnostics.Single(d => d.Code == DiagnosticCode.PG2006).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_renamed_job_that_still_runs_is_an_error()
    {
        var result = Make.Judge(
            Make.Run(Make.Time("M [v1]", Steady), Make.Time("M [v2]", Steady)), Make.Run(Make.Time("M [v1]", Steady)), Policy(new Rename("[v1]", "[v2]")));

        Assert.Equal([DiagnosticCode.PG3010], result.Codes());
    }

    [Theory]
    [InlineData("[v0]", "[v9]", Severity.Warning)]
    [InlineData("[v0]", "[v1]", Severity.Note)]
    public void A_rename_of_a_job_that_is_not_there_is_said(string from, string to, Severity severity)
    {
        var result = Make.Judge(Make.Run(Make.Time("M [v1]", Steady)), Make.Run(Make.Time("M [v1]", Steady)), Policy(new Rename(from, to)));

        Assert.Equal(severity, result.Diagnostics.Single(d => d.Code == DiagnosticCode.PG3009).Severity);
    }

    [Fact]
    public void Renamed_jobs_do_not_change_what_a_filter_chooses() =>
        Assert.Equal(["Ns.*"], Renaming.FiltersBefore(["Ns.*"], [new Rename("[v1]", "[v2]")]));

    [Fact]
    public void Sides_that_differ_in_the_job_only_are_told_how_to_map_it()
    {
        var stored = Make.Judge(Make.Run(Make.Time("M [v2]", Steady)), Make.Run(Make.Time("M [v1]", Steady)));
        var compared = Make.Judge(Make.Run(Make.Time("M [v2]", Steady)), Make.Run(Make.Time("M [v1]", Steady)), GatePolicy.Default with { HasStore = false });

        var (there, here) = (stored.Diagnostics.Single(d => d.Code == DiagnosticCode.PG2013), compared.Diagnostics.Single(d => d.Code == DiagnosticCode.PG2013));
        Assert.Equal(("the two sides have no benchmark in common but for the job", "baseline: [v1]; run: [v2]"), (here.Fact, here.Evidence));
        Assert.Contains("`--job 'v1=v2'`", here.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("--job", there.Remedy, StringComparison.Ordinal);
        Assert.All([there, here], d => Assert.Contains("\"renames\": [ { \"from\": \"[v1]\", \"to\": \"[v2]\" } ]", d.Remedy, StringComparison.Ordinal));
    }

    [Fact]
    public void A_cold_start_is_not_mapped_to_throughput()
    {
        var result = Make.Judge(Make.Run(Make.Time("M [RunStrategy=ColdStart]", Steady)), Make.Run(Make.Time("M", Steady)));

        Assert.All(result.Diagnostics.Where(d => d.Severity == Severity.Error), d => Assert.DoesNotContain("renames", d.Remedy, StringComparison.Ordinal));
        Assert.Contains(result.Diagnostics, d => d.Code == DiagnosticCode.PG2013 && d.Remedy!.Contains("RunStrategy", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Suite.Type.Lookup")]
    [InlineData("Suite.Type.Parse(N: 2)")]
    public void What_does_not_look_like_a_rename_gets_none(string added)
    {
        var result = Make.Judge(
            Make.Run(new Measured(BenchmarkId.Parse(added), Metric.Time, Make.Sample(Steady)), Make.Time("A", Steady)),
            Make.Run(Make.Time("Parse(N: 1)", Steady), Make.Time("A", Steady)));

        Assert.DoesNotContain("renames", result.Diagnostics.Single(d => d.Code == DiagnosticCode.PG2006).Remedy, StringComparison.Ordinal);
    }

    private static GatePolicy Policy(Rename rename) => GatePolicy.Default with { Renames = [rename] };

    private static GateResult Judge(Measured candidate, Rename rename, params IEnumerable<Measured> baseline) =>
        Judge(candidate, rename, new Baseline([Make.Run(baseline)]));

    private static GateResult Judge(Measured candidate, Rename rename, Baseline baseline) =>
        Gate.Judge([new GateInput(Make.Run(candidate), baseline, [])], Policy(rename));
}
