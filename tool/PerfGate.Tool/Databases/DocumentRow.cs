namespace PerfGate.Tool.Databases;

/// <summary>The document of an environment: a baseline, or a calibration.</summary>
internal sealed class DocumentRow
{
    public string Environment { get; set; } = "";

    /// <summary>How often it was stored. Who stores it again says which version was read, and does nothing if there is another by then.</summary>
    public long Version { get; set; }

    public string Document { get; set; } = "";

    public DateTime StoredAt { get; set; }

    /// <summary>The version of the tool.</summary>
    public string StoredBy { get; set; } = "";
}
