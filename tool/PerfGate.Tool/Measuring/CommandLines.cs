namespace PerfGate.Tool.Measuring;

/// <summary>Deals filters out to as many command lines as it takes.</summary>
/// <remarks>
/// Windows starts no program whose command line is longer than 32 767 characters, and a suite's suspects may be thousands of full names.
/// BenchmarkDotNet reads response files, but not in all versions that are served.
/// </remarks>
internal static class CommandLines
{
    // So that all of it, with the program's path and the suite's own arguments, is below 30 000.
    private const int Most = 24_000;

    /// <summary>The filters in their order, in parts of which each fits into one command line; at least one part.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Of(IReadOnlyList<string> filters)
    {
        var parts = new List<List<string>> { new() };
        var length = 0;
        foreach (var filter in filters)
        {
            var own = LengthOf(filter);
            if (parts[^1].Count > 0 && length + own > Most)
            {
                parts.Add([]);
                length = 0;
            }

            parts[^1].Add(filter);
            length += own;
        }

        return parts;
    }

    // Quotes around it, a space, and an escape before each quote and backslash.
    private static int LengthOf(string argument) => argument.Length + 3 + argument.Count(c => c is '"' or '\\');
}
