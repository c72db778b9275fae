using System.Globalization;
using System.Text;
using System.Xml;
using PerfGate.Formatting;
using PerfGate.Gating.Model;
using PerfGate.Reporting.Json;

namespace PerfGate.Reporting.Formats;

/// <summary>The result as JUnit's XML, which every CI system shows: a test for the gate, and one for each benchmark and metric.</summary>
public static class JUnitReport
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
    };

    /// <summary>Renders a result; the text ends with a line feed.</summary>
    public static string Render(GateResult result)
    {
        var cases = TestCases.Of(result).ToList();
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, Settings))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "PerfGate");
            WriteCounts(xml, cases);
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", "PerfGate");
            WriteCounts(xml, cases);
            xml.WriteAttributeString("skipped", Count(cases, TestResult.Skipped));
            WriteProperties(xml, result);
            cases.ForEach(test => Write(xml, test));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void WriteCounts(XmlWriter xml, List<TestCase> cases)
    {
        xml.WriteAttributeString("tests", cases.Count.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("failures", Count(cases, TestResult.Failed));
        xml.WriteAttributeString("errors", Count(cases, TestResult.Broken));
    }

    private static void WriteProperties(XmlWriter xml, GateResult result)
    {
        xml.WriteStartElement("properties");
        foreach (var (name, value) in Properties(result))
        {
            xml.WriteStartElement("property");
            xml.WriteAttributeString("name", name);
            xml.WriteAttributeString("value", PlainText.OneLine(value));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static IEnumerable<(string Name, string Value)> Properties(GateResult r) => new[]
    {
        ("outcome", Words.Of(r.Outcome)),
        ("exit code", ((int)r.ExitCode).ToString(CultureInfo.InvariantCulture)),
        ("now", r.Outcome == Outcome.Skipped ? "nothing was measured" : $"{r.Environment.CandidateSource} on {r.Environment.Candidate}".Trim()),
        ("baseline", r.Environment.Baseline is null ? "none" : $"{r.Environment.BaselineSource} on {r.Environment.Baseline}".Trim()),
        ("alpha", r.Alpha.ToString("R", CultureInfo.InvariantCulture)),
        ("minimum effect", r.MinimumEffect.ToString("R", CultureInfo.InvariantCulture)),
    };

    private static void Write(XmlWriter xml, TestCase test)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", test.Group);
        xml.WriteAttributeString("name", test.Name);
        var details = string.Join('\n', test.Details);
        if (ElementOf(test.Result) is { } element)
        {
            xml.WriteStartElement(element);
            xml.WriteAttributeString("message", test.Message);
            if (details.Length > 0)
            {
                xml.WriteString(details);
            }

            xml.WriteEndElement();
        }
        else if (details.Length > 0)
        {
            xml.WriteElementString("system-out", details);
        }

        xml.WriteEndElement();
    }

    private static string? ElementOf(TestResult result) => result switch
    {
        TestResult.Failed => "failure",
        TestResult.Broken => "error",
        TestResult.Skipped => "skipped",
        _ => null,
    };

    private static string Count(List<TestCase> cases, TestResult result) => cases.Count(test => test.Result == result).ToString(CultureInfo.InvariantCulture);
}
