namespace PerfGate.Tool.Databases;

/// <summary>What is known of work that is tried until it is done.</summary>
internal sealed class Attempt
{
    /// <summary>Whether an earlier try may have had its effect: the connection broke off while it was told to keep it. Who has looked takes it back.</summary>
    public bool IsUncertain { get; set; }

    /// <summary>Whether this try has come to its end, and is to be kept.</summary>
    public bool Commits { get; set; }
}
