using PerfGate.Results;

namespace PerfGate.Gating.Model;

/// <summary>Where the sides were measured, for reports.</summary>
/// <param name="Key">The candidate's environment key.</param>
/// <param name="MatchesBaseline">Whether times were judged: every baseline is of the candidate's environment.</param>
/// <param name="Candidate">The candidate's environment in words.</param>
/// <param name="CandidateSource">The candidate's commit and time in words, or an empty text.</param>
/// <param name="Baseline">The baseline's environment in words, or null without a baseline.</param>
/// <param name="BaselineSource">The baseline's commit and time in words, or an empty text.</param>
public sealed record EnvironmentNote(
    string Key, bool MatchesBaseline, string Candidate, string CandidateSource, string? Baseline, string BaselineSource)
{
    /// <summary>What stands for the environment of numbers that do not tell of it.</summary>
    public const string UnknownMachine = "an unknown machine";

    /// <summary>Nothing was measured.</summary>
    public static EnvironmentNote None { get; } = new("", MatchesBaseline: false, "", "", Baseline: null, "");

    /// <summary>Describes the sides; with several suites, the first one's.</summary>
    internal static EnvironmentNote Of(IReadOnlyList<GateInput> inputs)
    {
        var first = inputs[0];
        return new EnvironmentNote(
            first.Candidate.Environment.Key.Value,
            inputs.All(input => input.IsSameEnvironment),
            Text(first, first.Candidate.Environment),
            Source(first.Candidate.Provenance),
            first.Baseline is { Environment: var theirs } ? Text(first, theirs) : null,
            first.Baseline is { } b ? Source(b.Sessions[^1].Provenance) : "");
    }

    private static string Text(GateInput input, HostEnvironment environment) =>
        environment.ToString() is not { Length: > 0 } known ? UnknownMachine
        : input.Baseline is null || input.IsSameHarness ? known : $"{known}, {environment.Harness}";

    private static string Source(RunProvenance p) => string.Join(" ", new[]
    {
        p.Commit is { } c ? $"commit {c.Short}" : "",
        p.MeasuredAt is { } t ? FormattableString.Invariant($"of {t.UtcDateTime:yyyy-MM-dd HH:mm} UTC") : "",
    }.Where(text => text.Length > 0));
}
