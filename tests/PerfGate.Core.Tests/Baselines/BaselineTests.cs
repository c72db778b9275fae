using System.Text;
using PerfGate.Baselines;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Baselines;

public class BaselineTests
{
    [Fact]
    public void A_benchmark_is_judged_against_the_newest_session_that_has_it()
    {
        var baseline = new Baseline([Make.RunAt(1, Make.Time("A", 10), Make.Time("B", 11)), Make.RunAt(2, Make.Time("A", 20))]);

        Assert.Equal(
            [("Suite.Type.A", 20.0), ("Suite.Type.B", 11.0)],
            baseline.Reference.OrderBy(m => m.Id).Select(m => (m.Id.ToString(), m.Sample.Launches[0].Iterations[0])));
    }

    [Fact]
    public void The_last_one_stored_counts_whatever_its_clock_said()
    {
        var baseline = new Baseline([Make.RunAt(30, Make.Time("A", 10))]).With(Make.RunAt(1, Make.Time("A", 20)), _ => true, keep: 5);

        Assert.Equal(20, MeasurementsReader.Read("b.json", Encoding.UTF8.GetBytes(MeasurementsWriter.Write(baseline))).Reference.Single().Sample.Launches[0].Iterations[0]);
    }

    [Fact]
    public void Earlier_sessions_are_kept_up_to_the_number_asked_for()
    {
        var baseline = new Baseline([Make.RunAt(1, Make.Time("A", 1))]);
        for (var day = 2; day <= 5; day++)
        {
            baseline = baseline.With(Make.RunAt(day, Make.Time("A", day)), _ => true, keep: 3);
        }

        Assert.Equal([3.0, 4.0, 5.0], baseline.Sessions.Select(s => s.Measured.Single().Sample.Launches[0].Iterations[0]));
    }

    [Fact]
    public void Sessions_of_a_part_do_not_push_out_what_they_do_not_measure()
    {
        var baseline = new Baseline([Make.RunAt(1, Make.Time("A", 1), Make.Time("B", 1))]);
        for (var day = 2; day <= 9; day++)
        {
            baseline = baseline.With(Make.RunAt(day, Make.Time("A", day)), id => id == Make.Id("A"), keep: 2);
        }

        Assert.Equal(["Suite.Type.A", "Suite.Type.B"], baseline.Reference.Select(m => m.Id.ToString()).Order());
        Assert.Equal(2, baseline.Sessions.Count(s => s.Benchmarks.Contains(Make.Id("A"))));
    }

    [Fact]
    public void A_benchmark_removed_on_purpose_is_forgotten()
    {
        var baseline = new Baseline([Make.RunAt(1, Make.Time("A", 1), Make.Time("B", 1))])
            .With(Make.RunAt(2, Make.Time("A", 2)), _ => true, keep: 5);

        Assert.DoesNotContain(baseline.Reference, m => m.Id == Make.Id("B"));
    }

    [Fact]
    public void An_anchor_is_kept_beside_the_sessions_that_are_counted()
    {
        var baseline = new Baseline([Make.RunAt(1, Make.Time("A", 1))]).WithAnchor("v1", _ => true);
        for (var day = 2; day <= 9; day++)
        {
            baseline = baseline.With(Make.RunAt(day, Make.Time("A", day)), _ => true, keep: 2);
        }

        Assert.Equal(["v1", null, null], baseline.Sessions.Select(s => s.Provenance.Anchor));
        Assert.Equal(1, baseline.Anchor!.Reference.Single().Sample.Launches[0].Iterations[0]);
        Assert.Equal(9, baseline.Reference.Single().Sample.Launches[0].Iterations[0]);
    }

    [Fact]
    public void What_is_judged_against_becomes_the_anchor_in_the_place_of_an_earlier_one()
    {
        var other = new SuiteRun("other", Make.Here, [Make.Time("A", 7)]);
        var baseline = new Baseline([other, Make.RunAt(1, Make.Time("A", 1), Make.Time("B", 1)), Make.RunAt(2, Make.Time("A", 2)), Make.RunAt(3, Make.Time("A", 3))])
            .WithAnchor("v1", _ => true).WithAnchor("v2", suite => suite == "suite");

        Assert.Equal(["v1", "v2", null, "v2"], baseline.Sessions.Select(s => s.Provenance.Anchor));
    }

    [Fact]
    public void A_benchmark_removed_on_purpose_is_forgotten_by_the_anchor_too()
    {
        var baseline = new Baseline([Make.RunAt(1, Make.Time("A", 1), Make.Time("B", 1))]).WithAnchor("v1", _ => true)
            .With(Make.RunAt(2, Make.Time("A", 2)), _ => true, keep: 5);

        Assert.DoesNotContain(baseline.Reference, m => m.Id == Make.Id("B"));
    }

    [Fact]
    public void Another_suite_is_left_alone()
    {
        var other = new SuiteRun("other", Make.Here, [Make.Time("B", 1)]);

        var baseline = new Baseline([other]).With(Make.RunAt(2, Make.Time("A", 2)), _ => true, keep: 1);

        Assert.NotNull(baseline.ForSuite("other"));
        Assert.Equal(2, baseline.Sessions.Length);
    }

    [Fact]
    public void Sessions_of_two_machines_are_no_baseline() =>
        Assert.Throws<ArgumentException>(() => new Baseline([Make.RunAt(1, Make.Time("A", 1)), new SuiteRun("s", Make.Elsewhere, [Make.Time("A", 1)])]));
}
