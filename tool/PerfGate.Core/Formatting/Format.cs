using System.Globalization;
using PerfGate.Model;
using PerfGate.Statistics;

namespace PerfGate.Formatting;

/// <summary>Numbers for people: scaled here, and only here. Always in the invariant culture.</summary>
public static class Format
{
    private const int UsualDigits = 4;

    // What a double always has.
    private const int MostDigits = 15;

    // A unit is what a suite says it is.
    private const int LongestUnit = 24;

    private static readonly string[] TimeUnits = ["ns", "us", "ms", "s"];
    private static readonly string[] ByteUnits = ["B", "KB", "MB", "GB"];

    /// <summary>A value with its unit: <c>12.3 us</c>, <c>1.5 KB</c>, <c>7</c>; four significant digits.</summary>
    public static string Value(double value, Metric metric) => Value(value, metric, UsualDigits);

    /// <summary>Two values: <c>16.06 KB -> 17.58 KB</c>; values that differ are written with as many digits as it takes to see it.</summary>
    public static string Change(double from, double to, Metric metric)
    {
        var digits = UsualDigits;
        while (digits < MostDigits && from != to && Value(from, metric, digits) == Value(to, metric, digits))
        {
            digits++;
        }

        return $"{Value(from, metric, digits)} -> {Value(to, metric, digits)}";
    }

    /// <summary>A ratio: <c>1.073</c>, or a dash if there is none.</summary>
    public static string Ratio(double? ratio) => ratio?.ToString(
        ratio >= 10 ? "0.0" : ratio >= 0.1 ? "0.000" : "0.0000", CultureInfo.InvariantCulture) ?? "-";

    /// <summary>An interval: <c>[1.021, 1.113]</c>; a bound that the data cannot give is <c>0</c> or <c>∞</c>, and a dash stands for both.</summary>
    public static string Interval(Interval? interval) => interval is not { } i || i is { Lower: 0, Upper: double.PositiveInfinity } ? "-"
        : $"[{(i.Lower == 0 ? "0" : Ratio(i.Lower))}, {(double.IsInfinity(i.Upper) ? "∞" : Ratio(i.Upper))}]";

    /// <summary>A share as a percentage: <c>+12 %</c>.</summary>
    public static string Percent(double share) =>
        (share * 100).ToString(Math.Abs(share) < 0.1 ? "+0.0;-0.0" : "+0;-0", CultureInfo.InvariantCulture) + " %";

    /// <summary>A count with its noun: <c>1 benchmark</c>, <c>12 benchmarks</c>.</summary>
    public static string Count(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : noun.EndsWith("ch", StringComparison.Ordinal) ? "es" : "s")}");

    /// <summary>The first three of a list, and how many more there are.</summary>
    public static string Some<T>(IReadOnlyCollection<T> items) =>
        string.Join(", ", items.Take(3)) + (items.Count > 3 ? $" and {items.Count - 3} more" : "");

    /// <summary>By what the values of an axis are multiplied, and the unit that they then have.</summary>
    /// <param name="largest">The largest value of the axis, in the metric's base unit.</param>
    /// <param name="metric">The metric.</param>
    public static (double Factor, string Unit) Scale(double largest, Metric metric)
    {
        (string[] units, double step) = metric.Unit switch { "ns" => (TimeUnits, 1000), "B" => (ByteUnits, 1024), _ => (new[] { metric.Unit }, double.PositiveInfinity) };
        var unit = UnitOf(largest, units, step);
        return (Math.Pow(step, -unit), units[unit]);
    }

    private static string Value(double value, Metric metric, int digits) => metric.Unit switch
    {
        "ns" => Scaled(value, TimeUnits, 1000, digits),
        "B" => Scaled(value, ByteUnits, 1024, digits),
        "" => Digits(value, digits),
        _ => $"{Digits(value, digits)} {PlainText.FromTheLeft(PlainText.OneLine(metric.Unit), LongestUnit)}",
    };

    private static string Scaled(double value, string[] units, double step, int digits)
    {
        var unit = UnitOf(value, units, step);
        return $"{Digits(value / Math.Pow(step, unit), digits)} {units[unit]}";
    }

    private static int UnitOf(double value, string[] units, double step)
    {
        var unit = 0;
        for (var rest = Math.Abs(value); rest >= step && unit < units.Length - 1; rest /= step)
        {
            unit++;
        }

        return unit;
    }

    private static string Digits(double value, int digits) => value.ToString($"G{digits}", CultureInfo.InvariantCulture) is var text && text.Contains('E', StringComparison.Ordinal)
        ? value.ToString("0", CultureInfo.InvariantCulture)
        : text;
}
