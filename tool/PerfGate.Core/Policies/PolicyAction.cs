using PerfGate.Diagnostics;

namespace PerfGate.Policies;

/// <summary>What a policy does about something it finds.</summary>
public enum PolicyAction
{
    /// <summary>Says so.</summary>
    Pass,

    /// <summary>Warns.</summary>
    Warn,

    /// <summary>Fails the gate.</summary>
    Fail,
}

/// <summary>How loudly a <see cref="PolicyAction"/> is reported.</summary>
internal static class PolicyActions
{
    public static Severity ToSeverity(this PolicyAction action) => action switch
    {
        PolicyAction.Pass => Severity.Note,
        PolicyAction.Warn => Severity.Warning,
        _ => Severity.Error,
    };
}
