using System.Globalization;
using System.Text;
using PerfGate.Formatting;
using PerfGate.Gating.Model;
using PerfGate.Reporting.Texts;

namespace PerfGate.Reporting.Formats;

/// <summary>The result as OpenMetrics text, which GitLab compares with the target branch's, and which Prometheus reads. The names are a contract.</summary>
public static class OpenMetricsReport
{
    private static readonly (string Unit, string Name)[] Units = [("ns", "nanoseconds"), ("B", "bytes")];

    /// <summary>Renders a result; the text ends with <c># EOF</c> and a line feed.</summary>
    public static string Render(GateResult result)
    {
        var text = new StringBuilder();
        Family(text, "perfgate_exit_code", "", "0 passed, 1 regressed, 3 failed, 4 baseline unusable, 5 inconclusive and strict.", [([], (double)result.ExitCode)]);
        Family(text, "perfgate_benchmarks", "", "Benchmarks by what is said of them.", Headline.CountsOf(result).Select(kind => (Label("verdict", kind.Word), (double)kind.Count)));
        var rows = Rows(result);
        Family(text, "perfgate_ratio", "", "Candidate divided by baseline.", Samples(rows, c => c.Ratio));
        foreach (var (unit, name) in Units)
        {
            var ofUnit = rows.Where(row => row.Comparison.Metric.Unit == unit).ToList();
            Family(text, $"perfgate_baseline_{name}", name, "What the baseline measured.", Samples(ofUnit, c => c.Baseline?.Value));
            Family(text, $"perfgate_candidate_{name}", name, "What the candidate measured.", Samples(ofUnit, c => c.Candidate?.Value));
        }

        var others = rows.Where(row => Units.All(unit => unit.Unit != row.Comparison.Metric.Unit)).ToList();
        Family(text, "perfgate_baseline_value", "", "What the baseline measured, in the metric's own unit.", Samples(others, c => c.Baseline?.Value));
        Family(text, "perfgate_candidate_value", "", "What the candidate measured, in the metric's own unit.", Samples(others, c => c.Candidate?.Value));
        var rules = new UniqueNames();
        Family(text, "perfgate_run_ratio", "", "Geometric mean of the ratios of a rule inside the run.",
            RatioSummary.Of(result).Select(rule => (Label("rule", rules.Of(PlainText.OneLine(rule.Name))), rule.Mean)));
        return text.Append("# EOF\n").ToString();
    }

    private static List<(Comparison Comparison, (string, string)[] Labels)> Rows(GateResult result)
    {
        var names = new UniqueNames();
        return [.. result.Judgements.Select(j => j.Comparison).Select(c =>
        {
            var (id, metric) = (PlainText.OneLine(c.Id.ToString()), PlainText.OneLine(c.Metric.Name));
            // Only both together have to be unique.
            var unique = names.Of($"{metric}\n{id}")[(metric.Length + 1)..];
            return (c, new[] { ("benchmark", unique), ("metric", metric) });
        })];
    }

    private static IEnumerable<((string, string)[] Labels, double Value)> Samples(
        IEnumerable<(Comparison Comparison, (string, string)[] Labels)> rows, Func<Comparison, double?> valueOf) =>
        rows.Where(row => valueOf(row.Comparison) is not null).Select(row => (row.Labels, valueOf(row.Comparison)!.Value));

    private static void Family(StringBuilder text, string name, string unit, string help, IEnumerable<((string Name, string Value)[] Labels, double Value)> samples)
    {
        var lines = samples.Select(sample => $"{name}{Labels(sample.Labels)} {Number(sample.Value)}\n").ToList();
        if (lines.Count == 0)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} gauge\n");
        if (unit.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"# UNIT {name} {unit}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n").AppendJoin("", lines);
    }

    private static string Labels((string Name, string Value)[] labels) =>
        labels.Length == 0 ? "" : $"{{{string.Join(',', labels.Select(label => $"{label.Name}=\"{Escape(label.Value)}\""))}}}";

    private static (string, string)[] Label(string name, string value) => [(name, value)];

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    // More digits than mean something would make every value of GitLab's a changed one.
    private static string Number(double value) => double.IsNaN(value) ? "NaN"
        : double.IsInfinity(value) ? value > 0 ? "+Inf" : "-Inf"
        : value.ToString("G6", CultureInfo.InvariantCulture);
}
