namespace PerfGate.Renames;

/// <summary>What the text of a job says.</summary>
internal static class JobNames
{
    private const string Strategy = "RunStrategy=";

    /// <summary>Whether two jobs ask the same question: a cold start is another benchmark than throughput, whatever it is called.</summary>
    public static bool MeasureTheSame(string one, string other) => StrategyOf(one) == StrategyOf(other);

    /// <summary>Whether a job is meant by a text: its whole text, its name, or one of its characteristics, with or without the key.</summary>
    public static bool IsMeant(string job, string text) =>
        job.Split(", ").SelectMany(part => part.Split(": ", 2)).Any(part => part == text || part.EndsWith($"={text}", StringComparison.Ordinal));

    private static string StrategyOf(string job) =>
        job.Split(", ").SelectMany(part => part.Split(": ", 2)).FirstOrDefault(part => part.StartsWith(Strategy, StringComparison.Ordinal)) is { } part
        && part[Strategy.Length..] is var strategy and not "Throughput" ? strategy : "";
}
