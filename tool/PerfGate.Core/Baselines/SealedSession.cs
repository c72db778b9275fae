using System.Text.Json;
using PerfGate.Formatting;

namespace PerfGate.Baselines;

/// <summary>A session of a stored document, as far as its seal is concerned.</summary>
/// <param name="Suite">The suite's name.</param>
/// <param name="Commit">The commit's hash; null where it has none.</param>
/// <param name="MeasuredAt">When, as it is written there; null where it does not say.</param>
/// <param name="State">What its seal says.</param>
public sealed record SealedSession(string Suite, string? Commit, string? MeasuredAt, SealState State)
{
    /// <summary>Which one it is, for people.</summary>
    public string Name => $"the session of suite '{Suite}'{(MeasuredAt is null ? "" : $" of {MeasuredAt}")}{(Commit is null ? "" : $", commit {Commit[..Math.Min(8, Commit.Length)]}")}";

    internal static SealedSession Of(JsonElement session, Seals seals) => new(Text(session, "suite") ?? "", Text(session, "commit"), Text(session, "measuredAt"), seals.Check(session));

    private static string? Text(JsonElement session, string name) =>
        session.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? PlainText.OneLine(value.GetString()!) : null;
}
