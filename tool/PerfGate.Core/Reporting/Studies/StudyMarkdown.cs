using System.Globalization;
using System.Text;
using PerfGate.Formatting;
using PerfGate.Model;
using PerfGate.Studies;
using static PerfGate.Reporting.Texts.Markdown;

namespace PerfGate.Reporting.Studies;

/// <summary>A study for a page of documentation.</summary>
public static class StudyMarkdown
{
    /// <summary>Renders a study as GitHub-flavoured Markdown; the text ends with a line feed.</summary>
    /// <param name="result">The study.</param>
    /// <param name="command">The command that generates the page.</param>
    /// <param name="plots">The folder of the plots, relative to the page; null for a page without plots.</param>
    public static string Render(StudyResult result, string command, string? plots)
    {
        var text = new StringBuilder();
        Line(text, $"# {Escape(result.Study.Title)}\n");
        Line(text, $"Generated from a run by {Code(command)}; not to be edited.\n");
        Provenance(text, result);
        Reading(text, result.Study);
        if (plots is null)
        {
            Line(text, "- The plots are not here: they are written beside a page that goes to a file, such as `--report study=PAGE.md`.");
        }

        Line(text, "");
        Table(text, ["arm", "methods that end with", "what it is"], 3, result.Study.Arms.Select(arm => new[] { Escape(arm.Name), Code(arm.Suffix), Escape(Describe(result, arm)) }));
        StudySummary.Write(text, result);
        foreach (var group in result.Groups)
        {
            StudyTables.Write(text, result.Study, group, plots);
        }

        LeftOut(text, result);
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static string Describe(StudyResult result, StudyArm arm) => string.Join("; ",
        new[]
        {
            arm.Description,
            arm == result.Study.Base ? "the base" : "",
            result.Has(arm) ? "" : "not in this run",
        }.Where(part => part.Length > 0));

    private static void Provenance(StringBuilder text, StudyResult result)
    {
        foreach (var run in result.Runs)
        {
            var launches = run.Measured.Where(m => m.Metric.Name == Metric.Time.Name).Select(m => m.Sample.Launches.Length).ToList();
            Line(text, "- " + Escape(string.Join(", ",
                new[]
                {
                    run.Suite.Length == 0 ? "Results that PerfGate did not measure" : $"Suite {run.Suite}",
                    run.Provenance.Commit is { } commit ? $"commit {commit.Hash[..Math.Min(10, commit.Hash.Length)]}{(commit.IsDirty ? " with uncommitted changes" : "")}" : "commit not known",
                    run.Provenance.MeasuredAt is { } at ? $"measured {at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC" : "date not known",
                    launches.Count == 0 ? "no times"
                        : launches.Min() == launches.Max() ? Format.Count(launches.Max(), "launch") : $"{launches.Min()} to {launches.Max()} launches",
                    run.Provenance.ToolVersion is { } version ? $"PerfGate {version}" : "",
                }.Where(part => part.Length > 0))));
        }

        Line(text, $"- Machine: {Escape(result.Runs[0].Environment.ToString())}");
    }

    private static void Reading(StringBuilder text, Study study)
    {
        Line(text, "- Time is the median over the launches of each launch's least iteration. A speed-up is the time of the arm compared with, divided by the "
            + "arm's: above 1 the arm is faster. Each launch gives one; the estimate is Hodges and Lehmann's, with the exact 95 % interval of the signed-rank test.");
        Line(text, string.Create(CultureInfo.InvariantCulture,
            $"- *faster*: the whole interval is above {Format.Ratio(1 + study.MinimumEffect)}; *slower*: it is below {Format.Ratio(1 / (1 + study.MinimumEffect))}; ")
            + "*same*: it is between them; *undecided*: none of these. Of 20 such intervals about one misses, as they are not corrected for their number.");
    }

    private static void LeftOut(StringBuilder text, StudyResult result)
    {
        if (!result.LeftOut.IsEmpty)
        {
            var methods = result.LeftOut.Select(id => id.MethodName).Distinct().ToList();
            Line(text, $"## Not compared\n\n{Format.Count(methods.Count, "method")} of the run {(methods.Count == 1 ? "belongs" : "belong")} to no arm: "
                + $"{Escape(string.Join(", ", methods))}.");
        }
    }
}
