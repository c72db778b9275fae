using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Reporting.Json;
using PerfGate.Reporting.Texts;

namespace PerfGate.Reporting.Formats;

/// <summary>The diagnostics of a result as SARIF 2.1.0: a rule for each code, and a result for each diagnostic, at the benchmark by its full name.</summary>
public static partial class SarifReport
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Renders a result; the text ends with a line feed.</summary>
    public static string Render(GateResult result)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", Schema);
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            var codes = result.Diagnostics.Select(d => d.Code).Distinct().Order().ToList();
            WriteTool(json, codes);
            json.WriteStartArray("invocations");
            json.WriteStartObject();
            json.WriteBoolean("executionSuccessful", result.Outcome != Outcome.Failed);
            json.WriteNumber("exitCode", (int)result.ExitCode);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteStartArray("results");
            foreach (var diagnostic in result.Diagnostics)
            {
                Write(json, diagnostic, codes.IndexOf(diagnostic.Code));
            }

            json.WriteEndArray();
            WriteProperties(json, result);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return JsonText.Harmless(Encoding.UTF8.GetString(stream.ToArray())) + "\n";
    }

    // What is not judged, not gated or lost has no result of its own where the policy only shows it.
    private static void WriteProperties(Utf8JsonWriter json, GateResult result)
    {
        json.WriteStartObject("properties");
        json.WriteString("outcome", Headline.Word(result).ToLowerInvariant());
        json.WriteStartObject("benchmarks");
        foreach (var (word, count) in Headline.CountsOf(result))
        {
            json.WriteNumber(word, count);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTool(Utf8JsonWriter json, List<DiagnosticCode> codes)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "PerfGate");
        json.WriteStartArray("rules");
        foreach (var code in codes)
        {
            var rule = Rule.Of(code);
            json.WriteStartObject();
            json.WriteString("id", code.ToString());
            WriteText(json, "shortDescription", rule.Title);
            json.WriteStartObject("help");
            json.WriteString("text", Message(rule.PlainHelp));
            json.WriteString("markdown", rule.Help);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Diagnostic diagnostic, int rule)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", diagnostic.Code.ToString());
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", Words.Of(diagnostic.Severity));
        var lines = new[] { diagnostic.Fact, diagnostic.Evidence, diagnostic.Remedy }.OfType<string>().SelectMany(PlainText.Lines);
        WriteText(json, "message", string.Join('\n', lines));
        if (diagnostic.Benchmark is not null || diagnostic.File is not null)
        {
            WriteLocation(json, diagnostic.Benchmark, diagnostic.File);
        }

        json.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter json, BenchmarkId? benchmark, string? file)
    {
        json.WriteStartArray("locations");
        json.WriteStartObject();
        if (file is not null)
        {
            json.WriteStartObject("physicalLocation");
            json.WriteStartObject("artifactLocation");
            json.WriteString("uri", UriOf(file));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        if (benchmark is not null)
        {
            json.WriteStartArray("logicalLocations");
            json.WriteStartObject();
            json.WriteString("name", PlainText.OneLine(benchmark.ShortName));
            json.WriteString("fullyQualifiedName", PlainText.OneLine(benchmark.ToString()));
            json.WriteString("kind", "function");
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", Message(text));
        json.WriteEndObject();
    }

    private static string UriOf(string path) => Path.IsPathFullyQualified(path)
        ? new Uri(path).AbsoluteUri
        : string.Join('/', path.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));

    // In a message, [text](target) is a link and {0} stands for an argument.
    private static string Message(string text) => Arguments().Replace(text.Replace("](", "] (", StringComparison.Ordinal), "{ ");

    [GeneratedRegex(@"\{(?=\d)")]
    private static partial Regex Arguments();
}
