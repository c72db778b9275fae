using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PerfGate.Formatting;
using PerfGate.Model;
using PerfGate.Tool.Commands.Steps;
using PerfGate.Tool.Measuring;

namespace PerfGate.Tool.Reporting;

/// <summary>Shows what a bisection found.</summary>
internal static class BisectReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>For people: the answer first.</summary>
    public static string Text(IReadOnlyList<BisectFinding> findings, string benchmark, Metric metric, string good, string bad, double minimumEffect)
    {
        var text = new StringBuilder();
        void Line(string line) => text.Append(PlainText.OneLine(line)).Append('\n');
        if (findings.Count == 0)
        {
            Line(FormattableString.Invariant($"NOT SHOWN  {metric.Name} of {benchmark} is not shown to be worse at {bad[..7]} than at {good[..7]}{(metric.Kind == MetricKind.Sampled ? $", by more than {Format.Percent(minimumEffect)}" : "")}"));
        }

        foreach (var finding in findings)
        {
            Line(finding.Commits is [var one]
                ? $"FOUND  {one.Short}: from here on, {metric.Name} of {benchmark} is {Format.Ratio(finding.Ratio)} times that of {finding.Good[..7]}"
                : $"NOT TOLD  one of {finding.Commits.Count} commits: after the last of them, {metric.Name} of {benchmark} is {Format.Ratio(finding.Ratio)} times that of {finding.Good[..7]}");
            foreach (var commit in finding.Commits)
            {
                Line($"  {commit.Short}  {commit.Date}  {commit.Author}: {commit.Subject}");
                if (finding.Why.TryGetValue(commit.Hash, out var why))
                {
                    Line($"           {why}");
                }
            }

            if (finding.Commits is [var found])
            {
                Line($"  git show {found.Short}");
            }
        }

        return text.ToString();
    }

    /// <summary>For programs.</summary>
    public static string Json(IReadOnlyList<BisectFinding> findings, string benchmark, Metric metric, string good, string bad) => new JsonObject
    {
        ["schemaVersion"] = 1,
        ["benchmark"] = benchmark,
        ["metric"] = metric.Name,
        ["good"] = good,
        ["bad"] = bad,
        ["found"] = new JsonArray([.. findings.Select(finding => new JsonObject
        {
            ["isOne"] = finding.Commits.Count == 1,
            ["comparedWith"] = finding.Good,
            ["ratio"] = double.IsFinite(finding.Ratio) ? finding.Ratio : null,
            ["commits"] = new JsonArray([.. finding.Commits.Select(commit => Node(commit, finding))]),
        })]),
    }.ToJsonString(Indented) + "\n";

    private static JsonObject Node(KnownCommit commit, BisectFinding finding) => new()
    {
        ["hash"] = commit.Hash,
        ["subject"] = commit.Subject,
        ["author"] = commit.Author,
        ["date"] = commit.Date,
        ["why"] = finding.Why.GetValueOrDefault(commit.Hash),
    };
}
