namespace PerfGate.Tool.Measuring;

/// <summary>How a program ended, and the bytes that it answered with.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Errors">Its standard error.</param>
internal sealed record Piped(int ExitCode, byte[] Output, string Errors);
