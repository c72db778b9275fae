namespace PerfGate.Statistics.ChangePoints;

/// <summary>A change within a sequence.</summary>
/// <param name="Start">A step: the index of the first value after it. Creep: where it begins.</param>
/// <param name="End">A step: as <see cref="Start"/>. Creep: the index of the last value of it.</param>
/// <param name="Level">The level before it.</param>
/// <param name="Shift">By how much the values rose, over all of it.</param>
/// <param name="PValue">The p-value at which it was found.</param>
public sealed record SequenceChange(int Start, int End, double Level, double Shift, double PValue)
{
    /// <summary>Whether it is no step, but many small ones.</summary>
    public bool IsCreep => End > Start;
}
