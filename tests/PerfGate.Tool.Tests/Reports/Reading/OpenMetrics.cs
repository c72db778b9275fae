using System.Globalization;
using System.Text.RegularExpressions;

namespace PerfGate.Tool.Tests.Reports.Reading;

/// <summary>A sample of a report in OpenMetrics text.</summary>
internal sealed record OpenMetric(string Name, IReadOnlyDictionary<string, string> Labels, double Value);

/// <summary>OpenMetrics text, read as strictly as its grammar has it, as far as gauges go.</summary>
internal static partial class OpenMetrics
{
    public static IReadOnlyList<OpenMetric> Read(string text)
    {
        Assert.EndsWith("\n# EOF\n", text, StringComparison.Ordinal);
        var samples = new List<OpenMetric>();
        var families = new HashSet<string>();
        var (family, described) = ("", new HashSet<string>());
        foreach (var line in text[..^"# EOF\n".Length].TrimEnd('\n').Split('\n'))
        {
            if (Descriptor().Match(line) is { Success: true } descriptor)
            {
                var name = descriptor.Groups["name"].Value;
                if (name != family)
                {
                    // The families stand one after the other, and each once.
                    Assert.True(families.Add(name), line);
                    (family, described) = (name, []);
                }

                Assert.True(described.Add(descriptor.Groups["what"].Value), line);
                Assert.DoesNotContain(samples, sample => sample.Name == name);
                if (descriptor.Groups["what"].Value == "UNIT")
                {
                    Assert.EndsWith($"_{descriptor.Groups["text"].Value}", name, StringComparison.Ordinal);
                }

                continue;
            }

            samples.Add(Read(line, family));
        }

        Assert.Equal(samples.Count, samples.Select(s => $"{s.Name} {string.Join('\0', s.Labels.Select(l => $"{l.Key}\0{l.Value}"))}").Distinct().Count());
        return samples;
    }

    private static OpenMetric Read(string line, string family)
    {
        var sample = Sample().Match(line);
        Assert.True(sample.Success, line);
        Assert.Equal(family, sample.Groups["name"].Value);
        var labels = sample.Groups["label"].Captures.Zip(sample.Groups["value"].Captures)
            .ToDictionary(label => label.First.Value, label => Unescape(label.Second.Value));
        return new OpenMetric(family, labels, double.Parse(sample.Groups["number"].Value, CultureInfo.InvariantCulture));
    }

    private static string Unescape(string text) => Escapes().Replace(text, escape => escape.Value[1] == 'n' ? "\n" : escape.Value[1..]);

    [GeneratedRegex(@"\A# (?:(?<what>TYPE) (?<name>[a-z_][a-z0-9_]*) (?<text>gauge)|(?<what>UNIT) (?<name>[a-z_][a-z0-9_]*) (?<text>[a-z]+)|(?<what>HELP) (?<name>[a-z_][a-z0-9_]*) (?<text>[^\n\\""]+))\z")]
    private static partial Regex Descriptor();

    [GeneratedRegex(@"\A(?<name>[a-z_][a-z0-9_]*)(?:\{(?<label>[a-z]+)=""(?<value>(?:[^""\\\n]|\\[n""\\])*)""(?:,(?<label>[a-z]+)=""(?<value>(?:[^""\\\n]|\\[n""\\])*)"")*\})? (?<number>[+-]?\d+(?:\.\d+)?(?:E[+-]?\d+)?)\z")]
    private static partial Regex Sample();

    [GeneratedRegex(@"\\.")]
    private static partial Regex Escapes();
}
