using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Gating.Model;
using PerfGate.Reporting.Texts;

namespace PerfGate.Reporting.Formats;

/// <summary>The result as service messages of TeamCity: tests, statistics, warnings, and a build problem for each error.</summary>
public static class TeamCityReport
{
    // What TeamCity takes of a statistic's key and of a problem's description.
    private const int LongestKey = 512;
    private const int LongestDescription = 4000;

    /// <summary>Renders a result; the text ends with a line feed.</summary>
    public static string Render(GateResult result)
    {
        var text = new StringBuilder();
        Tests(text, result);
        Statistics(text, result);
        var subjects = new UniqueNames();
        foreach (var annotation in Annotations.Of(result))
        {
            var described = annotation.Code is { } code ? $"{code}: {annotation.Text}" : annotation.Text;
            if (annotation.Severity == Severity.Error)
            {
                Message(text, "buildProblem", ("description", Shortened($"PerfGate {described}", LongestDescription)), ("identity", $"perfgate-{annotation.Code}-{Hash(subjects.Of($"{annotation.Code} {annotation.Subject}"))}"));
            }
            else
            {
                Message(text, "message", ("text", described), ("status", "WARNING"));
            }
        }

        Message(text, "buildStatus", ("text", $"{{build.status.text}}; PerfGate: {Headline.Word(result)} {Headline.Counts(result)}"));
        return text.ToString();
    }

    private static void Tests(StringBuilder text, GateResult result)
    {
        Message(text, "testSuiteStarted", ("name", "PerfGate"));
        foreach (var test in TestCases.Of(result))
        {
            if (test.Result == TestResult.Skipped)
            {
                Message(text, "testIgnored", ("name", test.Name), ("message", test.Message));
                continue;
            }

            Message(text, "testStarted", ("name", test.Name));
            if (test.Result != TestResult.Passed)
            {
                Message(text, "testFailed", ("name", test.Name), ("message", test.Message), ("details", string.Join('\n', test.Details)));
            }

            Message(text, "testFinished", ("name", test.Name));
        }

        Message(text, "testSuiteFinished", ("name", "PerfGate"));
    }

    private static void Statistics(StringBuilder text, GateResult result)
    {
        foreach (var (word, count) in Headline.CountsOf(result))
        {
            Message(text, "buildStatisticValue", ("key", $"PerfGate {word}"), ("value", count.ToString(CultureInfo.InvariantCulture)));
        }

        var keys = new UniqueNames();
        foreach (var c in result.Judgements.Select(j => j.Comparison))
        {
            if (c.Candidate is { Value: var value } && Math.Abs(value) < 1e13)
            {
                var unit = c.Metric.Unit.Length > 0 ? $", {c.Metric.Unit}" : "";
                // What tells names apart stands at their end; with room for a number.
                var key = PlainText.FromTheLeft(PlainText.OneLine($"{c.Id} {c.Metric.Name}{unit}"), LongestKey - 20);
                Message(text, "buildStatisticValue", ("key", keys.Of(key)), ("value", value.ToString("0.####", CultureInfo.InvariantCulture)));
            }
        }
    }

    private static void Message(StringBuilder text, string name, params (string Name, string Value)[] attributes) =>
        text.Append(CultureInfo.InvariantCulture, $"##teamcity[{name} {string.Join(' ', attributes.Select(a => $"{a.Name}='{Escape(a.Value)}'"))}]\n");

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            _ = c switch
            {
                '|' or '\'' or '[' or ']' => escaped.Append('|').Append(c),
                '\n' => escaped.Append("|n"),
                '\r' => escaped.Append("|r"),
                > '~' => escaped.Append(CultureInfo.InvariantCulture, $"|0x{(int)c:x4}"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    private static string Shortened(string text, int longest) => text.Length <= longest ? text : $"{text[..(longest - 1)]}…";

    // An identity has at most 60 characters; a problem of the next build has the same where it is the same benchmark's.
    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
