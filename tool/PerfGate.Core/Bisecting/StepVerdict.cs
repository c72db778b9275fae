namespace PerfGate.Bisecting;

/// <summary>What is known of a commit.</summary>
public enum StepVerdict
{
    /// <summary>It is as good as the commit that was said to be good.</summary>
    Good,

    /// <summary>It is worse, as the bad commit is.</summary>
    Bad,

    /// <summary>It was measured, and it could not be told.</summary>
    Untold,

    /// <summary>It could not be measured: it does not build, or does not run.</summary>
    Skipped,
}
