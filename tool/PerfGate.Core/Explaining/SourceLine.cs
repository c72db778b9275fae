namespace PerfGate.Explaining;

/// <summary>A line of the source.</summary>
/// <param name="File">The file, relative to the repository, with slashes.</param>
/// <param name="Line">The line, from 1.</param>
public sealed record SourceLine(string File, int Line)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}";
}
