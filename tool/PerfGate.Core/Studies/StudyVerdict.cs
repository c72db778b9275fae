namespace PerfGate.Studies;

/// <summary>What the interval of a speed-up says of an arm.</summary>
public enum StudyVerdict
{
    /// <summary>All of the interval is faster by more than the minimum effect.</summary>
    Faster,

    /// <summary>All of the interval is closer to 1 than the minimum effect.</summary>
    Same,

    /// <summary>All of the interval is slower by more than the minimum effect.</summary>
    Slower,

    /// <summary>The interval holds more than one of these.</summary>
    Undecided,
}
