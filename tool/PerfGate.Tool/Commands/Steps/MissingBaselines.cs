using PerfGate.Baselines;
using PerfGate.Configuration;
using PerfGate.Model;
using PerfGate.Results;
using PerfGate.Sharding;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>Which suites have a baseline of this machine. What it is, only a measurement tells: so one method is measured once.</summary>
internal static class MissingBaselines
{
    /// <summary>The suites that have one.</summary>
    /// <param name="measurement">The suites.</param>
    /// <param name="baselines">Every stored baseline.</param>
    /// <param name="context">Where to speak.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<IReadOnlyList<SuiteConfig>> StoredAsync(
        Measurement measurement, IReadOnlyList<Baseline> baselines, CommandContext context, CancellationToken cancellation)
    {
        var stored = new List<SuiteConfig>();
        var costs = new ShardCosts(baselines, measurement.Config);
        foreach (var suite in measurement.Suites)
        {
            var ofSuite = baselines.Select(b => b.ForSuite(suite.Name)).OfType<Baseline>().ToList();
            if (ofSuite.Count > 0 && ofSuite.Find(await IsOfAsync(suite, costs, measurement, context, cancellation)) is { } here)
            {
                context.Progress.Say($"suite '{suite.Name}' has a baseline of this machine: {here.Environment}");
                stored.Add(suite);
            }
        }

        return stored;
    }

    private static async Task<Predicate<Baseline>> IsOfAsync(SuiteConfig suite, ShardCosts costs, Measurement measurement, CommandContext context, CancellationToken cancellation)
    {
        var plan = measurement.PlanFor(suite) with { Launches = 1 };
        if (suite.Command is null)
        {
            var methods = await Measurement.RunnerFor(context).ListAsync(plan, cancellation);
            plan = plan with { Filters = [methods.MinBy(method => costs.Of(new ShardUnit(suite.Name, method)))!], Build = false };
        }

        HostEnvironment here = (await measurement.RunAsync(plan, isOver: null, context, cancellation)).Environment;
        // A baseline of another version of the harness judges nothing.
        return baseline => baseline.Environment.IsComparableTo(here) && baseline.Environment.IsSameHarnessAs(here);
    }
}
