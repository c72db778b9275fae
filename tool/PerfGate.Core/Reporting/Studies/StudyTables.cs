using System.Collections.Immutable;
using System.Text;
using PerfGate.Formatting;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Studies;
using static PerfGate.Reporting.Texts.Markdown;

namespace PerfGate.Reporting.Studies;

/// <summary>The tables of a group: of each operation its times and speed-ups, and what else was measured.</summary>
internal static class StudyTables
{
    private const string Nothing = "-";

    public static void Write(StringBuilder text, Study study, StudyGroup group, string? plots)
    {
        Line(text, $"## {Escape(group.Name)}\n");
        if (plots is not null && StudyPlot.Has(study, group))
        {
            Line(text, $"![Speed-up of each arm over {Escape(study.Base.Name)} in {Escape(group.Name)}, with 95 % intervals; the tables below hold the numbers]"
                + $"({Uri.EscapeDataString(plots)}/{Uri.EscapeDataString(group.FileName)}.svg)\n");
        }

        foreach (var operation in group.Operations)
        {
            Line(text, $"### {Escape(Title(group, operation))}\n");
            ImmutableArray<StudyArm> arms = [.. study.Arms.Where(arm => operation.Rows.Any(row => row.Find(arm) is not null))];
            Times(text, study, operation, arms);
            Others(text, operation, arms);
        }
    }

    /// <summary>Where a comparison was made: <c>Group.Operation(N: 64)</c>.</summary>
    public static string Describe(StudyFinding finding) =>
        finding.Group.Name + (finding.Operation.Name.Length == 0 ? "" : $".{finding.Operation.Name}")
        + (finding.Row.Parameters.Length == 0 ? "" : $"({finding.Row.Parameters})");

    private static string Title(StudyGroup group, StudyOperation operation) => operation.Name.Length == 0 ? group.Name : operation.Name;

    private static void Times(StringBuilder text, Study study, StudyOperation operation, ImmutableArray<StudyArm> arms)
    {
        ImmutableArray<StudyPair> pairs = [.. study.Pairs.Where(pair => pair.Against != study.Base && operation.Rows.Any(row => row.Find(pair) is not null))];
        Table(
            text,
            ["parameters", .. arms.Select(arm => arm.Name), .. pairs.Select(pair => $"{pair.Arm.Name} over {pair.Against.Name}")],
            1,
            operation.Rows.Select(row => (IEnumerable<string>)
            [
                Escape(Parameters(row)),
                .. arms.Select(arm => Cell(row, new StudyPair(arm, study.Base))),
                .. pairs.Select(pair => row.Find(pair) is { } comparison ? Cell(comparison) : Nothing),
            ]));
        var lacking = operation.Rows.Where(row => row.Find(study.Base) is null).Select(Parameters).ToList();
        if (lacking.Count > 0)
        {
            Line(text, $"There is no {Escape(study.Base.Name)} {(lacking.Count == operation.Rows.Length ? "of this operation" : $"at {Escape(string.Join("; ", lacking))}")} "
                + "to compare with, so times stand there without a speed-up.\n");
        }
    }

    private static string Cell(StudyRow row, StudyPair pair) => row.Find(pair.Arm) is not { } sample ? Nothing
        : row.Find(pair) is { } comparison ? Cell(comparison)
        : Format.Value(sample.Time, Metric.Time);

    private static string Cell(StudyComparison comparison)
    {
        var (ratio, verdict) = (Format.Ratio(comparison.Speedup.Ratio), comparison.Verdict);
        return $"{(verdict is StudyVerdict.Faster or StudyVerdict.Slower ? $"**{ratio}**" : ratio)} "
            + $"{Format.Interval(comparison.Speedup.Interval)} {verdict.ToString().ToLowerInvariant()}";
    }

    // What is counted seldom depends on the parameters: rows that agree are one.
    private static void Others(StringBuilder text, StudyOperation operation, ImmutableArray<StudyArm> arms)
    {
        var rows = operation.Rows.SelectMany(row => row.Arms).SelectMany(sample => sample.Others).Select(m => m.Metric.Name).Distinct()
            .Order(StringComparer.Ordinal)
            .SelectMany(metric => operation.Rows
                .Where(row => arms.Any(arm => Value(row.Find(arm), metric) != Nothing))
                .GroupBy(row => string.Join('|', arms.Select(arm => Value(row.Find(arm), metric))))
                .Select(same => (IEnumerable<string>)
                [
                    Escape(metric),
                    Escape(same.Count() == operation.Rows.Length && same.Count() > 1 ? "all" : string.Join("; ", same.Select(Parameters))),
                    .. arms.Select(arm => Value(same.First().Find(arm), metric)),
                ]))
            .ToList();
        if (rows.Count > 0)
        {
            Table(text, ["metric", "parameters", .. arms.Select(arm => arm.Name)], 2, rows);
        }
    }

    private static string Value(ArmSample? sample, string metric) =>
        sample?.Others.FirstOrDefault(m => m.Metric.Name == metric) is { } measured
            ? Format.Value(Side.Of(measured.Sample, measured.Metric).Value, measured.Metric)
            : Nothing;

    private static string Parameters(StudyRow row) => row.Parameters.Length == 0 ? Nothing : row.Parameters;
}
