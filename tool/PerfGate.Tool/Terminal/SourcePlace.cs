using System.Globalization;

namespace PerfGate.Tool.Terminal;

/// <summary>A place that an editor can open.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line, from 1; 0 for the file as a whole.</param>
/// <param name="Column">The column, from 1; 0 with line 0.</param>
internal sealed record SourcePlace(string Path, int Line = 0, int Column = 0)
{
    /// <inheritdoc/>
    public override string ToString() =>
        Line == 0 ? $"{Path} " : string.Create(CultureInfo.InvariantCulture, $"{Path}({Line},{Column})");
}
