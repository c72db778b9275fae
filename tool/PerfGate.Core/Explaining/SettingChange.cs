namespace PerfGate.Explaining;

/// <summary>A package, runtime or setting that both sides do not have alike.</summary>
/// <param name="Kind">What it is: <c>package</c>, <c>runtime</c> or <c>setting</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Before">Its version or value before; null if there was none.</param>
/// <param name="After">Its version or value now; null if there is none.</param>
public sealed record SettingChange(string Kind, string Name, string? Before, string? After);
