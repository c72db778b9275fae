using PerfGate.Diagnostics;
using PerfGate.Model;
using PerfGate.Results;
using PerfGate.Statistics;
using PerfGate.Studies;

namespace PerfGate.Core.Tests.Studies;

public class ComparerTests
{
    [Fact]
    public void A_speed_up_is_the_time_of_the_other_divided_by_the_arms()
    {
        var found = Demo.Compare(Demo.Time("AddEager"), Demo.Time("AddLazy", 0.5)).Findings.Single();

        Assert.Equal((Demo.Lazy, Demo.Eager), (found.Comparison.Pair.Arm, found.Comparison.Pair.Against));
        Assert.Equal(2, found.Comparison.Speedup.Ratio, 9);
        Assert.Equal(StudyVerdict.Faster, found.Comparison.Verdict);
    }

    [Fact]
    public void Arms_that_change_places_change_the_verdict_and_invert_the_speed_up()
    {
        var faster = Demo.Compare(Demo.Time("AddEager"), Demo.Time("AddLazy", 0.7)).Findings.Single().Comparison;
        var slower = Demo.Compare(Demo.Time("AddEager", 0.7), Demo.Time("AddLazy")).Findings.Single().Comparison;

        Assert.Equal(1, faster.Speedup.Ratio * slower.Speedup.Ratio, 9);
        Assert.Equal((StudyVerdict.Faster, StudyVerdict.Slower), (faster.Verdict, slower.Verdict));
    }

    [Fact]
    public void Launches_are_compared_with_the_same_launch_of_the_other_arm()
    {
        // Each launch is a machine of its own speed: compared across launches, nothing could be told.
        double[] machine = [1, 3, 2, 5, 4, 1.5, 2.5, 3.5];
        var found = Demo.Compare(
            Make.Time("AddEager", machine.Select(speed => speed * 100)), Make.Time("AddLazy", machine.Select(speed => speed * 90))).Findings.Single();

        Assert.Equal(StudyVerdict.Faster, found.Comparison.Verdict);
        Assert.Equal(found.Comparison.Speedup.Interval.Lower, found.Comparison.Speedup.Interval.Upper, 9);
    }

    [Theory]
    [InlineData(1.06, 1.10, StudyVerdict.Faster)]
    [InlineData(1.04, 1.10, StudyVerdict.Undecided)]
    [InlineData(0.96, 1.04, StudyVerdict.Same)]
    [InlineData(0.90, 1.10, StudyVerdict.Undecided)]
    [InlineData(0.90, 0.96, StudyVerdict.Undecided)]
    [InlineData(0.80, 0.95, StudyVerdict.Slower)]
    [InlineData(0, double.PositiveInfinity, StudyVerdict.Undecided)]
    public void A_verdict_is_what_the_whole_interval_says(double lower, double upper, StudyVerdict verdict) =>
        Assert.Equal(verdict, Demo.Study.Judge(new Interval(lower, upper)));

    [Fact]
    public void Too_few_launches_decide_nothing()
    {
        var found = Demo.Compare(Make.Time("AddEager", 100, 100, 100), Make.Time("AddLazy", 10, 10, 10)).Findings.Single();

        Assert.Equal(StudyVerdict.Undecided, found.Comparison.Verdict);
        Assert.Equal(10, found.Comparison.Speedup.Ratio, 9);
    }

    [Fact]
    public void Only_the_same_parameters_and_the_same_job_are_compared()
    {
        var findings = Demo.Compare(
            Demo.Time("AddEager(N: 16) [A]"), Demo.Time("AddLazy(N: 16) [A]", 2), Demo.Time("AddLazy(N: 16) [B]", 3), Demo.Time("AddLazy(N: 128) [A]", 4)).Findings;

        Assert.Equal("N: 16 [A]", Assert.Single(findings).Row.Parameters);
    }

    [Fact]
    public void Declared_pairs_are_compared_where_both_were_measured_without_a_base_too()
    {
        var found = Demo.Compare(Demo.Time("AddEagerByHand"), Demo.Time("AddLazy", 2)).Findings.Single();

        Assert.Equal(new StudyPair(Demo.Lazy, Demo.ByHand), found.Comparison.Pair);
        Assert.Equal(StudyVerdict.Slower, found.Comparison.Verdict);
    }

    [Fact]
    public void Parameters_stand_in_the_order_of_their_numbers()
    {
        string[] parameters = ["N: 1024, M: 0.5", "N: 2, M: 0.25", "N: 16, M: 0.5", "N: 2, M: 0.5", "N: 1048576, M: 0.5"];

        var result = Demo.Compare([.. parameters.Select(p => Demo.Time($"AddEager({p})")), .. parameters.Select(p => Demo.Time($"AddLazy({p})"))]);

        Assert.Equal(
            ["N: 2, M: 0.25", "N: 2, M: 0.5", "N: 16, M: 0.5", "N: 1024, M: 0.5", "N: 1048576, M: 0.5"],
            result.Groups.Single().Operations.Single().Rows.Select(row => row.Parameters));
    }

    [Fact]
    public void Classes_of_one_name_keep_what_tells_them_apart_and_files_of_their_own()
    {
        var result = Demo.Compare(
            Named("A.Type.AddEager"), Named("A.Type.AddLazy"), Named("B.Type.AddEager"), Named("B.Type.AddLazy"),
            Named("A.Other<int>.AddEager"), Named("A.other.int.AddEager"));

        Assert.Equal(["A.Type", "B.Type", "Other<int>", "int"], result.Groups.Select(g => g.Name));
        Assert.Equal(["A.Type", "B.Type", "Other-int", "int"], result.Groups.Select(g => g.FileName));

        static Measured Named(string name) => new(BenchmarkId.Parse(name), Metric.Time, Make.Sample(Demo.Steady));
    }

    [Fact]
    public void Files_that_differ_in_letter_case_alone_get_numbers()
    {
        var result = Demo.Compare(Named("A.Type.AddEager"), Named("A.Type.AddLazy"), Named("A.TYPE.AddEager"), Named("A.TYPE.AddLazy"));

        Assert.Equal(2, result.Groups.Select(g => g.FileName).Distinct(StringComparer.OrdinalIgnoreCase).Count());

        static Measured Named(string name) => new(BenchmarkId.Parse(name), Metric.Time, Make.Sample(Demo.Steady));
    }

    [Theory]
    [InlineData("Add", "Sub")]
    [InlineData("AddEager", "SubLazy")]
    [InlineData("AddEagerByHand", "AddLazyAsync")]
    public void Where_nothing_can_be_compared_there_is_an_error_and_no_empty_study(string one, string other)
    {
        var diagnostic = Assert.Throws<PerfGateException>(() => Demo.Compare(Demo.Time(one), Demo.Time(other))).Diagnostic;

        Assert.Equal(DiagnosticCode.PG2016, diagnostic.Code);
        Assert.Contains("Eager, EagerByHand, Lazy, LazyAsync", diagnostic.Evidence, StringComparison.Ordinal);
        Assert.Contains($"Suite.Type.{one}", diagnostic.Evidence, StringComparison.Ordinal);
    }
}
