namespace PerfGate.Tool.Databases;

/// <summary>A session of the history: see <see cref="Storage.Histories.StoredSession"/>.</summary>
internal sealed class HistoryRow
{
    public string Key { get; set; } = "";

    public DateTime MeasuredAt { get; set; }

    public string Line { get; set; } = "";

    public DateTime StoredAt { get; set; }

    /// <summary>The version of the tool.</summary>
    public string StoredBy { get; set; } = "";
}
