namespace PerfGate.Readers.BenchmarkDotNet;

/// <summary>What an iteration runs.</summary>
internal enum IterationMode : byte
{
    /// <summary>Something that PerfGate does not read.</summary>
    Other,

    /// <summary>The benchmark.</summary>
    Workload,

    /// <summary>A method that does nothing.</summary>
    Overhead,
}

/// <summary>What an iteration is measured for.</summary>
internal enum IterationStage : byte
{
    /// <summary>Something that PerfGate does not read, such as warming up.</summary>
    Other,

    /// <summary>To be counted.</summary>
    Actual,

    /// <summary>What BenchmarkDotNet made of those: without overhead and outliers.</summary>
    Result,
}

/// <summary>One measured iteration: an element of a benchmark's <c>Measurements</c>. A large comparison has millions of them.</summary>
internal readonly record struct Iteration(
    IterationMode Mode, IterationStage Stage, int LaunchIndex, int IterationIndex, double Operations, double Nanoseconds)
{
    public double NanosecondsPerOperation => Nanoseconds / Operations;

    /// <summary>Whether it is of this mode and stage.</summary>
    public bool IsOf(IterationMode mode, IterationStage stage = IterationStage.Actual) => Mode == mode && Stage == stage;
}
