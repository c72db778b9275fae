namespace PerfGate.Tool.Databases;

/// <summary>A saved run: see <see cref="Storage.StoredRun"/>.</summary>
internal sealed class RunRow
{
    public string Key { get; set; } = "";

    public string Suite { get; set; } = "";

    public string Environment { get; set; } = "";

    public string? CommitHash { get; set; }

    public bool IsDirty { get; set; }

    public DateTime? MeasuredAt { get; set; }

    /// <summary>The run that it is a shard of.</summary>
    public string? RunId { get; set; }

    public string Document { get; set; } = "";

    public DateTime StoredAt { get; set; }

    /// <summary>The version of the tool.</summary>
    public string StoredBy { get; set; } = "";
}
