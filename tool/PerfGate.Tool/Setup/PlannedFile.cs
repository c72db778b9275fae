namespace PerfGate.Tool.Setup;

/// <summary>A file that is to be written.</summary>
/// <param name="Path">Its path below the root, with slashes.</param>
/// <param name="Text">What is to stand in it.</param>
/// <param name="IsAdded">Whether nothing of what is there is lost, so that it needs nobody's consent.</param>
internal sealed record PlannedFile(string Path, string Text, bool IsAdded = false);
