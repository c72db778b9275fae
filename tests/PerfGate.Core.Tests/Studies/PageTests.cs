using PerfGate.Reporting.Studies;
using PerfGate.Studies;

namespace PerfGate.Core.Tests.Studies;

public class PageTests
{
    [Fact]
    public void Says_where_each_arm_loses_worst_first_with_numbers()
    {
        var page = Render(Demo.Compare(
            Demo.Time("AddEager(N: 1)"), Demo.Time("AddLazy(N: 1)", 2), Demo.Time("AddEager(N: 9)"), Demo.Time("AddLazy(N: 9)", 4),
            Demo.Time("MulEager"), Demo.Time("MulLazy", 0.5), Demo.Time("MulEagerByHand", 0.25)));

        var rows = Section(page, "## Where L1 loses").Where(line => line.StartsWith("| Type.", StringComparison.Ordinal)).ToList();

        Assert.Equal(3, rows.Count);
        Assert.StartsWith("| Type.Add(N: 9) | E0 | 401.4 ns | 100.3 ns | 0.250 | [0.250, 0.250] | 4.000 times as long |", rows[0], StringComparison.Ordinal);
        Assert.Contains(rows[1..], row => row.StartsWith("| Type.Add(N: 1) | E0 |", StringComparison.Ordinal));
        Assert.Contains(rows[1..], row => row.StartsWith("| Type.Mul | E1 |", StringComparison.Ordinal));
        Assert.Contains("Nowhere: none of 1 comparison is slower.", Section(page, "## Where E1 loses"));
    }

    [Fact]
    public void Counts_every_comparison_once_and_gives_the_geometric_mean()
    {
        var page = Render(Demo.Compare(
            Demo.Time("AddEager(N: 1)"), Demo.Time("AddLazy(N: 1)", 2), Demo.Time("AddEager(N: 9)"), Demo.Time("AddLazy(N: 9)", 0.125),
            Demo.Time("MulEager"), Demo.Time("MulLazy"), Demo.Time("DivEagerByHand")));

        Assert.Contains("| L1 | E0 | 3 | 1 | 1 | 1 | 0 | 1.587 | 0.500 | 8.000 |", page);
        Assert.Contains("| L1 | E1 | 0 | 0 | 0 | 0 | 0 | - | - | - |", page);
        Assert.DoesNotContain(page, line => line.StartsWith("| LA | E0 |", StringComparison.Ordinal));
    }

    [Fact]
    public void Says_that_a_base_is_missing_and_shows_the_times_alone()
    {
        var page = Render(Demo.Compare(
            Demo.Time("AddEager(N: 1)"), Demo.Time("AddLazy(N: 1)"), Demo.Time("AddLazy(N: 9)"), Demo.Time("BuildLazy")));

        Assert.Contains("| N: 9 | - | 100.3 ns |", page);
        Assert.Contains("There is no E0 at N: 9 to compare with, so times stand there without a speed-up.", page);
        Assert.Contains("There is no E0 of this operation to compare with, so times stand there without a speed-up.", page);
    }

    [Fact]
    public void Shows_other_metrics_beside_the_times_where_there_are_any()
    {
        var page = Render(Demo.Compare(
            Demo.Time("AddEager"), Demo.Time("AddLazy"), Make.Allocated("AddEager", 72), Make.Allocated("AddLazy", 2048), Demo.Time("MulEager"), Demo.Time("MulLazy")));

        Assert.Contains("| allocated | - | 72 B | 2 KB |", page);
        Assert.Single(page, line => line.StartsWith("| metric | parameters |", StringComparison.Ordinal));
    }

    [Fact]
    public void Shows_other_metrics_once_for_all_parameters_with_the_same_values()
    {
        var page = Render(Demo.Compare(
            Demo.Time("AddEager(N: 1)"), Demo.Time("AddLazy(N: 1)"), Make.Allocated("AddLazy(N: 1)", 24), Make.Allocated("AddEager(N: 1)", 8),
            Demo.Time("AddEager(N: 2)"), Demo.Time("AddLazy(N: 2)"), Make.Allocated("AddLazy(N: 2)", 24), Make.Allocated("AddEager(N: 2)", 8),
            Demo.Time("MulEager(N: 1)"), Demo.Time("MulLazy(N: 1)"), Make.Allocated("MulLazy(N: 1)", 24),
            Demo.Time("MulEager(N: 2)"), Demo.Time("MulLazy(N: 2)"), Make.Allocated("MulLazy(N: 2)", 32),
            Demo.Time("MulEager(N: 3)"), Demo.Time("MulLazy(N: 3)"), Make.Allocated("MulLazy(N: 3)", 24)));

        Assert.Contains("| allocated | all | 8 B | 24 B |", page);
        Assert.Contains("| allocated | N: 1; N: 3 | - | 24 B |", page);
        Assert.Contains("| allocated | N: 2 | - | 32 B |", page);
    }

    [Fact]
    public void Names_what_belongs_to_no_arm()
    {
        var page = Render(Demo.Compare(Demo.Time("AddEager"), Demo.Time("AddLazy"), Demo.Time("Other(N: 1)"), Demo.Time("Other(N: 2)")));

        Assert.Contains("1 method of the run belongs to no arm: Suite.Type.Other.", page);
    }

    [Fact]
    public void Says_which_arms_the_run_does_not_have()
    {
        var page = Render(Demo.Compare(Demo.Time("AddEager"), Demo.Time("AddLazy")));

        Assert.Contains("| E0 | `Eager` | the base |", page);
        Assert.Contains("| LA | `LazyAsync` | not in this run |", page);
    }

    [Fact]
    public void Points_at_a_plot_of_each_group_that_has_one()
    {
        var result = Demo.Recorded;
        var page = StudyMarkdown.Render(result, "command", "the plots");

        Assert.All(result.Groups, group => Assert.Contains($"(the%20plots/{group.FileName}.svg)", page, StringComparison.Ordinal));
        Assert.DoesNotContain("](", StudyMarkdown.Render(result, "command", null), StringComparison.Ordinal);
    }

    private static string[] Render(StudyResult result) => StudyMarkdown.Render(result, "command", null).Split('\n');

    private static IEnumerable<string> Section(IEnumerable<string> page, string title) =>
        page.SkipWhile(line => line != title).Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal));
}
