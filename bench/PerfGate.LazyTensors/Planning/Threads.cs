namespace PerfGate.LazyTensors.Planning;

/// <summary>How many threads may compute a plan.</summary>
internal enum Threads : byte
{
    /// <summary>The caller's.</summary>
    One,

    /// <summary>Several, if that is likely to be quicker.</summary>
    WhereItPays,

    /// <summary>Several.</summary>
    Several,
}
