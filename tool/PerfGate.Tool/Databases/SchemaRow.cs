namespace PerfGate.Tool.Databases;

/// <summary>A version that the tables were brought to. The largest one counts.</summary>
internal sealed class SchemaRow
{
    public int Version { get; set; }

    public DateTime MigratedAt { get; set; }

    public string MigratedBy { get; set; } = "";
}
