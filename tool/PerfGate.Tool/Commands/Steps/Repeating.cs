using PerfGate.Configuration;
using PerfGate.Diagnostics;
using PerfGate.Gating;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Results;
using PerfGate.Tool.Measuring;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>
/// Measures the candidate alone once more, where the baseline's commit cannot be had or is not wanted: what the runtime allocates of its own lands
/// in a launch now and then, so a rise of an exact metric that was seen once must be seen again before it is red.
/// </summary>
internal static class Repeating
{
    private const int MoreLaunches = 2;

    /// <summary>Measures exact suspects again; the rest of the suspects is left out.</summary>
    /// <param name="suspects">What seems worse.</param>
    /// <param name="inputs">What was judged, with the baseline that the suspects were worse than.</param>
    /// <param name="isOfAnchor">Whether that is the anchor.</param>
    /// <param name="measurement">What is to be measured.</param>
    /// <param name="policy">How to judge.</param>
    /// <param name="context">Where to speak.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<IReadOnlyList<Confirmation>> MeasureAsync(
        IEnumerable<Judgement> suspects, IReadOnlyList<GateInput> inputs, bool isOfAnchor, Measurement measurement, GatePolicy policy,
        CommandContext context, CancellationToken cancellation)
    {
        List<Judgement> exact = [.. suspects.Where(s => s.Comparison.Metric.Kind == MetricKind.Exact)];
        if (exact.Count == 0)
        {
            return [];
        }

        context.Progress.Say($"{exact.Count} worse than what is stored, not seen to repeat: measuring again, {Confirmation.MoreLaunches}");
        List<MeasurePlan> plans = [.. inputs.Select(input => PlanFor(input, exact, measurement)).OfType<MeasurePlan>()];
        IReadOnlyList<SuiteRun> again;
        try
        {
            again = await measurement.RunAsync(plans, context, cancellation);
        }
        catch (PerfGateException e) when (e.Diagnostic.Code.ToExitCode() == ExitCode.SuiteFailed)
        {
            return [MeasuredAgain.Failed(exact, e.Diagnostic)];
        }

        IReadOnlyList<GateInput> more = [.. inputs.Select(input => input with { Candidate = WithMore(input.Candidate, exact, again.FirstOrDefault(run => run.Suite == input.Candidate.Suite)) })];
        return MeasuredAgain.TakeAlone(exact, again, Gate.Judge(more, policy), isOfAnchor);
    }

    private static MeasurePlan? PlanFor(GateInput input, IReadOnlyList<Judgement> suspects, Measurement measurement)
    {
        List<string> filters = [.. suspects.Where(s => Find(input.Candidate, s) is not null).Select(s => s.Comparison.Id.FullName).Distinct()];
        return filters.Count == 0 ? null : measurement.PlanFor(SuiteOf(input, measurement)) with
        {
            Filters = filters,
            // Each of its own start, as a start counts allocation once.
            Launches = MoreLaunches,
            // Where others measured, nothing has been built here.
            Build = measurement.IsMeasuredElsewhere && measurement.PlanFor(SuiteOf(input, measurement)).Build,
        };
    }

    private static SuiteConfig SuiteOf(GateInput input, Measurement measurement) =>
        measurement.Suites.Single(suite => suite.Name == input.Candidate.Suite);

    private static SuiteRun WithMore(SuiteRun run, IReadOnlyList<Judgement> suspects, SuiteRun? again) => run.WithMeasured(run.Measured.Select(m =>
        suspects.Any(s => s.Comparison.Id == m.Id && s.Comparison.Metric.Name == m.Metric.Name)
            ? m with { Sample = new Sample([.. m.Sample.Launches, .. again?.Find(m.Id, m.Metric.Name)?.Sample.Launches ?? []]) }
            : m));

    private static Measured? Find(SuiteRun run, Judgement suspect) => run.Find(suspect.Comparison.Id, suspect.Comparison.Metric.Name);
}
