namespace PerfGate.Tool.Measuring;

/// <summary>How a program ended, and what it wrote.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output: its answer.</param>
/// <param name="Errors">Its standard error: whatever it had to say beside that.</param>
internal sealed record Captured(int ExitCode, string Output, string Errors)
{
    /// <summary>All that it wrote, for people.</summary>
    public string All => string.Join('\n', new[] { Output, Errors }.Where(text => text.Length > 0));
}
