using System.Globalization;
using PerfGate.Formatting;
using PerfGate.Histories;
using PerfGate.Histories.Changes;

namespace PerfGate.Reporting.Histories;

/// <summary>A change of a history in words.</summary>
public static class ChangeText
{
    /// <summary>What changed by how much: <c>slower: 12.3 us -> 13.6 us, 1.106 times</c>.</summary>
    public static string Amount(HistoryChange change) => $"{Word(change)}: {Shift(change)}";

    /// <summary>By how much it changed: <c>12.3 us -> 13.6 us, 1.106 times</c>.</summary>
    public static string Shift(HistoryChange change) =>
        $"{Format.Change(change.From, change.To, change.Series.Metric)}{(change.Ratio is { } ratio ? $", {Format.Ratio(ratio)} times" : "")}";

    /// <summary>The same in a narrow column: <c>worse 1.106</c>.</summary>
    public static string Brief(HistoryChange change) => change.Ratio is { } ratio ? $"{Word(change)} {Format.Ratio(ratio)}" : Word(change);

    /// <summary>Where it is: the commits between which it happened.</summary>
    public static string Place(HistoryChange change, HistoryLine line)
    {
        var (before, after) = (line.Sessions[change.Before], line.Sessions[change.After]);
        var range = $"{Commit(before)}..{Commit(after)}";
        return change.IsCreep ? $"in small steps over {Format.Count(change.After - change.Before + 1, "session")}, {range}, {Day(before)} to {Day(after)}"
            : $"{range}, {Day(after)}{(after.Commit is { Subject.Length: > 0 } commit ? $": {commit.Subject}" : "")}";
    }

    /// <summary>Who accepted it; null where nobody did.</summary>
    public static string? Accepted(HistoryChange change) => change.Accepted is { } a
        ? string.Create(CultureInfo.InvariantCulture, $"accepted by {a.By} on {a.Since:yyyy-MM-dd}: {a.Reason}")
        : null;

    /// <summary>One word for it.</summary>
    public static string Word(HistoryChange change) => change switch
    {
        { Accepted: not null, IsCreep: true } => "crept, accepted",
        { Accepted: not null } => "worse, accepted",
        { IsWorse: true, IsCreep: true } => "crept",
        { IsWorse: true } => "worse",
        { IsCreep: true } => "better bit by bit",
        _ => "better",
    };

    /// <summary>A commit, or what there is in its place.</summary>
    public static string Commit(HistorySession session) => session.Commit?.Short ?? "unknown";

    /// <summary>The day at which a session stands.</summary>
    public static string Day(HistorySession session) => session.At == DateTimeOffset.MinValue ? "unknown day" : session.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
