namespace PerfGate.Configuration;

/// <summary>After which time a launch is taken for one that hangs.</summary>
/// <param name="Time">The time; positive.</param>
/// <param name="IsOfSilence">Whether it is counted from the last line that was written, and not from the start.</param>
public sealed record LaunchLimit(TimeSpan Time, bool IsOfSilence = false)
{
    // An iteration of a benchmark writes a line, and none takes so long.
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan First = TimeSpan.FromHours(6);
    private static readonly TimeSpan ToSpare = TimeSpan.FromMinutes(1);
    private const int Times = 10;

    /// <summary>The limit of a start.</summary>
    /// <param name="configured">How long one launch may take; null to go by what launches took.</param>
    /// <param name="longest">The longest launch so far; zero before the first.</param>
    /// <param name="launches">How many launches the start makes; at least 1.</param>
    public static LaunchLimit Of(TimeSpan? configured, TimeSpan longest, int launches) =>
        configured is { } time ? new LaunchLimit(time * launches)
        : longest == TimeSpan.Zero ? new LaunchLimit(Silence, IsOfSilence: true)
        : new LaunchLimit(((longest * Times) + ToSpare) * launches);

    /// <summary>The limit of a start of a program that may write nothing while it runs: of one launch.</summary>
    /// <param name="configured">As in <see cref="Of"/>.</param>
    /// <param name="longest">As in <see cref="Of"/>.</param>
    public static LaunchLimit OfSilent(TimeSpan? configured, TimeSpan longest) =>
        configured is null && longest == TimeSpan.Zero ? new LaunchLimit(First) : Of(configured, longest, 1);

    /// <summary>What was exceeded, in words.</summary>
    public override string ToString() => IsOfSilence ? $"it wrote nothing for {Duration.Format(Time)}" : $"it took longer than {Duration.Format(Time)}";
}
