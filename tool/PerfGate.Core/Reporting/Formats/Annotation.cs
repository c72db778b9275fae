using PerfGate.Diagnostics;

namespace PerfGate.Reporting.Formats;

/// <summary>A line that a CI system shows beside its steps.</summary>
/// <param name="Severity">Error or warning.</param>
/// <param name="Code">The diagnostic's code; null for the line that counts the rest.</param>
/// <param name="Subject">The benchmark that it is about, or an empty text.</param>
/// <param name="Text">The fact, the evidence and the remedy, each on lines of its own.</param>
internal sealed record Annotation(Severity Severity, string? Code, string Subject, string Text);
