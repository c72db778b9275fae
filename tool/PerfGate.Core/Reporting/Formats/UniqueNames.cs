using System.Globalization;

namespace PerfGate.Reporting.Formats;

/// <summary>Names for readers that drop what has a name twice: the second gets <c> (2)</c>.</summary>
internal sealed class UniqueNames
{
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);

    /// <summary>The name, or the first one with a number that was not given yet.</summary>
    public string Of(string name)
    {
        var unique = name;
        for (var number = 2; !_given.Add(unique); number++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{name} ({number})");
        }

        return unique;
    }
}
