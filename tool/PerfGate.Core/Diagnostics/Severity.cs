namespace PerfGate.Diagnostics;

/// <summary>How much a <see cref="Diagnostic"/> weighs.</summary>
public enum Severity
{
    /// <summary>Good to know.</summary>
    Note,

    /// <summary>Should be looked at; does not fail the gate.</summary>
    Warning,

    /// <summary>Fails the gate.</summary>
    Error,
}
