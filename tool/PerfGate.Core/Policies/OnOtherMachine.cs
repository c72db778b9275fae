namespace PerfGate.Policies;

/// <summary>What a check does where the stored baseline was measured on another machine.</summary>
public enum OnOtherMachine
{
    /// <summary>It measures the baseline's commit here, in turn with the working tree, and judges against that.</summary>
    Against,

    /// <summary>It shows times and does not judge them: exact metrics are judged, and ratios inside the run compared.</summary>
    Show,
}
