using F23.StringSimilarity;

namespace PerfGate.Diagnostics;

/// <summary>Finds what somebody may have meant.</summary>
public static class Nearest
{
    private static readonly Damerau Distance = new();

    /// <summary>The known text that is nearest to the one that was written, whatever the case; null if none is known.</summary>
    public static string? To(string written, IEnumerable<string> known) => Several(written, known, 1) is [var nearest] ? nearest : null;

    /// <summary>A question that names what is nearest to a misspelt word.</summary>
    public static string Question(string written, IEnumerable<string> known) => $"Did you mean '{To(written, known)}'?";

    /// <summary>The known texts that are nearest, the nearest first.</summary>
    public static IReadOnlyList<string> Several(string written, IEnumerable<string> known, int count) =>
        [.. known.OrderBy(text => Distance.Distance(text.ToLowerInvariant(), written.ToLowerInvariant())).Take(count)];
}
