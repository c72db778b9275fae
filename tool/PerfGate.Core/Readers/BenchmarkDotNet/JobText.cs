namespace PerfGate.Readers.BenchmarkDotNet;

/// <summary>
/// Cuts the job out of a benchmark's <c>DisplayInfo</c>, the only place where BenchmarkDotNet exports it:
/// <c>Type.Method: Job-ABCDEF(Runtime=.NET 10.0, IterationCount=3) [N=64, Text=a]</c>. Names and values may hold any of its separators, so that what
/// else is known of the benchmark says where the job begins and ends. What does not fit stays part of the job.
/// </summary>
internal static class JobText
{
    /// <summary>The job as BenchmarkDotNet shows it.</summary>
    /// <param name="displayInfo">The text.</param>
    /// <param name="titles">What the method may be called there, the likeliest first.</param>
    /// <param name="parameters">The parameters, joined by <c>&amp;</c>.</param>
    public static string In(string displayInfo, IEnumerable<string?> titles, string parameters)
    {
        var end = parameters.Length == 0 ? displayInfo.Length : StartOfParameters(displayInfo, parameters);
        var text = displayInfo[..end];
        foreach (var title in titles)
        {
            if (!string.IsNullOrEmpty(title) && text.IndexOf($".{title}: ", StringComparison.Ordinal) is var start and >= 0)
            {
                return text[(start + title.Length + 3)..].Trim();
            }
        }

        var separator = text.IndexOf(": ", StringComparison.Ordinal);
        return (separator < 0 ? text : text[(separator + 2)..]).Trim();
    }

    // There they are joined by commas: read backwards, each & of a separator meets one.
    private static int StartOfParameters(string displayInfo, string parameters)
    {
        var at = displayInfo.Length - 1;
        if (at < 0 || displayInfo[at] != ']')
        {
            return displayInfo.Length;
        }

        for (var i = parameters.Length - 1; i >= 0; i--)
        {
            at--;
            if (at < 2 || (displayInfo[at] != parameters[i] && !(parameters[i] == '&' && displayInfo[--at] == ',' && displayInfo[at + 1] == ' ')))
            {
                return displayInfo.Length;
            }
        }

        return displayInfo[(at - 2)..at] == " [" ? at - 2 : displayInfo.Length;
    }
}
