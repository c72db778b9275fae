namespace PerfGate.Histories;

/// <summary>The words of <see cref="HistoryOrigin"/>.</summary>
public static class HistoryOrigins
{
    private static readonly Dictionary<HistoryOrigin, string> Words = new()
    {
        [HistoryOrigin.Check] = "check",
        [HistoryOrigin.Run] = "run",
        [HistoryOrigin.BaselineUpdate] = "baseline update",
        [HistoryOrigin.Import] = "import",
        [HistoryOrigin.Backfill] = "backfill",
    };

    /// <summary>The word, as files have it and people read it.</summary>
    public static string Word(this HistoryOrigin origin) => Words[origin];

    /// <summary>What a word means.</summary>
    /// <exception cref="FormatException">There is no such word.</exception>
    public static HistoryOrigin Parse(string word) => Words.Where(pair => pair.Value == word).Select(pair => (HistoryOrigin?)pair.Key).FirstOrDefault()
        ?? throw new FormatException($"'{word}' is no origin of a session");
}
