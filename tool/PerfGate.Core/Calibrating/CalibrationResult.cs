using System.Collections.Immutable;
using PerfGate.Diagnostics;
using PerfGate.Gating.Model;
using PerfGate.Policies;
using PerfGate.Results;

namespace PerfGate.Calibrating;

/// <summary>What a calibration found, for reports.</summary>
/// <param name="Environment">Where it was measured.</param>
/// <param name="Suites">Each suite.</param>
/// <param name="Alarms">The false alarms of random splits.</param>
/// <param name="InTurn">What the gate says of the two sides as they were measured, in turn.</param>
/// <param name="EarlyAndLate">What it says of the first half of the launches against the second.</param>
/// <param name="Policy">How builds are judged.</param>
public sealed record CalibrationResult(
    HostEnvironment Environment, ImmutableArray<SuiteNoise> Suites, FalseAlarms Alarms, GateResult InTurn, GateResult EarlyAndLate,
    GatePolicy Policy)
{
    private const string Remedy = "Do not gate them (\"gate\": false), allow them a larger \"minimumEffect\" or \"tolerance\", or find what varies";

    /// <summary>What to tell of it.</summary>
    public IEnumerable<Diagnostic> Diagnostics
    {
        get
        {
            if (Alarms.Builds.Interval.Lower > Policy.Alpha)
            {
                yield return Diagnostic.Warning(
                    DiagnosticCode.PG2039, FormattableString.Invariant($"{Alarms.Builds.Hits} of {Alarms.Builds.Trials} unchanged builds were flagged, which is more than is promised"),
                    string.Join(", ", Alarms.Blamed.Take(5).Select(b => FormattableString.Invariant($"{b.Id} ({b.Times})"))), Remedy);
            }

            foreach (var (result, what) in new[] { (InTurn, "the two sides, measured in turn"), (EarlyAndLate, "the launches of the first half and the second") })
            {
                if (FalseAlarms.BlamedBy(result) is { Count: > 0 } blamed)
                {
                    yield return Diagnostic.Warning(
                        DiagnosticCode.PG2039, $"of {what}, the gate calls one worse, though it is the same build",
                        Formatting.Format.Some(blamed), "`dotnet perfgate doctor` names what disturbs; then calibrate again");
                }
            }
        }
    }

    /// <summary>Looks at A/A launches.</summary>
    /// <param name="runs">Runs of twice as many launches as a side has, without failures.</param>
    /// <param name="policy">How builds are judged.</param>
    /// <param name="describe">Adds to a suite's noise what is known beside the launches.</param>
    /// <param name="builds">How many unchanged builds to make of them.</param>
    /// <param name="random">Draws them.</param>
    /// <param name="cancellation">Stops it.</param>
    public static CalibrationResult Of(
        IReadOnlyList<SuiteRun> runs, GatePolicy policy, Func<SuiteRun, ImmutableArray<BenchmarkNoise>, SuiteNoise> describe,
        int builds, Random random, CancellationToken cancellation = default)
    {
        var alarms = FalseAlarms.Count(runs, policy, builds, random, cancellation);
        return new CalibrationResult(
            runs[0].Environment,
            [.. runs.Select(run => describe(run, Noise.Of(run, alarms, policy.Alpha)))],
            alarms,
            FalseAlarms.Judge(runs, run => AaSplit.InTurn(run, random), policy, isPaired: true),
            FalseAlarms.Judge(runs, AaSplit.EarlyAndLate, policy),
            policy);
    }
}
