using System.Globalization;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Gating.Model;

namespace PerfGate.Reporting.Formats;

/// <summary>The errors and warnings of a result for CI systems, which show the first ten of a step and drop the rest silently.</summary>
internal static class Annotations
{
    /// <summary>The most of one severity, the one that counts the rest among them.</summary>
    public const int Most = 10;

    private const int MostLines = 8;

    /// <summary>The errors, then the warnings.</summary>
    public static IEnumerable<Annotation> Of(GateResult result) => Of(result, Severity.Error).Concat(Of(result, Severity.Warning));

    private static IEnumerable<Annotation> Of(GateResult result, Severity severity)
    {
        var all = result.Diagnostics.Where(d => d.Severity == severity).Select(d => new Annotation(severity, d.Code.ToString(), d.Benchmark?.ToString() ?? "", Text(d))).ToList();
        return all.Count <= Most ? all : all.Take(Most - 1).Append(new Annotation(severity, null, "", string.Create(
            CultureInfo.InvariantCulture, $"and {all.Count - Most + 1} more {severity.ToString().ToLowerInvariant()}s: the log has them all")));
    }

    private static string Text(Diagnostic d) =>
        string.Join('\n', new[] { d.Fact, d.Evidence, d.Remedy }.OfType<string>().SelectMany(text => PlainText.Lines(text).Take(MostLines)));
}
