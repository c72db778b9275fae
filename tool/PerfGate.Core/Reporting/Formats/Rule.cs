using PerfGate.Diagnostics;

namespace PerfGate.Reporting.Formats;

/// <summary>What SARIF says of a code.</summary>
/// <param name="Title">Its headline, without the code.</param>
/// <param name="Help">Its cause, an example and a remedy, as Markdown.</param>
/// <param name="PlainHelp">The same without the marks of bold words.</param>
internal sealed record Rule(string Title, string Help, string PlainHelp)
{
    /// <summary>The rule of a code.</summary>
    public static Rule Of(DiagnosticCode code)
    {
        var page = DiagnosticPage.Of(code);
        return new(page.Title, page.Text, page.WithoutBold);
    }
}
