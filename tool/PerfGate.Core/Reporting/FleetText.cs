using System.Globalization;
using System.Text;
using PerfGate.Fleets;
using PerfGate.Formatting;

namespace PerfGate.Reporting;

/// <summary>Fleets as text: how much of each has a baseline, and what has none.</summary>
public static class FleetText
{
    /// <summary>The text, with a line feed at its end.</summary>
    public static string Render(IReadOnlyList<Fleet> fleets)
    {
        var text = new StringBuilder();
        foreach (var (i, fleet) in fleets.Index())
        {
            text.Append(i == 0 ? "" : "\n").Append(Headline(fleet)).Append('\n');
            var width = fleet.Models.Max(model => Format.Count(model.Runs, "run").Length);
            foreach (var model in fleet.Models)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {(model.HasBaseline ? "stored " : "missing")}  {Percent((double)model.Runs / fleet.Runs),5}  {Format.Count(model.Runs, "run").PadLeft(width)}  {PlainText.OneLine(model.Machine)}");
                text.Append(model.HasBaseline || model.LastSeen is not { } seen ? "" : string.Create(CultureInfo.InvariantCulture, $", last seen {seen.UtcDateTime:yyyy-MM-dd}")).Append('\n');
            }
        }

        return text.Append(fleets.Any(fleet => fleet.Covered < 1) ? "\nTo fill the gaps, run `dotnet perfgate baseline update --missing` in jobs of these runners.\n" : "").ToString();
    }

    private static string Headline(Fleet fleet) =>
        $"{(fleet.Runner.Length == 0 ? "no label" : PlainText.OneLine(fleet.Runner))}, {(fleet.Suite.Length == 0 ? "results without a suite" : $"suite '{PlainText.OneLine(fleet.Suite)}'")}: "
        + $"{fleet.Models.Count(model => model.HasBaseline)} of {Format.Count(fleet.Models.Length, "model")} {(fleet.Models.Length == 1 ? "has" : "have")} a baseline, {Percent(fleet.Covered)} of {Format.Count(fleet.Runs, "run")}";

    // Only all is 100 %, and only nothing is 0 %.
    private static string Percent(double share) => string.Create(
        CultureInfo.InvariantCulture, $"{(share is > 0 and < 1 ? Math.Clamp((int)Math.Round(100 * share), 1, 99) : (int)(100 * share))} %");
}
