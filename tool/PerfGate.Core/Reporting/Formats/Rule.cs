using PerfGate.Diagnostics;

namespace PerfGate.Reporting.Formats;

/// <summary>What SARIF says of a code.</summary>
/// <param name="Title">Its headline, without the code.</param>
/// <param name="Help">Its text.</param>
internal sealed record Rule(string Title, string Help)
{
    /// <summary>The rule of a code.</summary>
    public static Rule Of(DiagnosticCode code) => new(DiagnosticPage.Of(code).Title, DiagnosticPage.Of(code).Text);
}
