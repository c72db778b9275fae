using System.CommandLine.Parsing;
using System.Globalization;

namespace PerfGate.Tool.Commands.Options;

/// <summary>Which shard of how many: <c>2/5</c>.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Count">At least 1.</param>
internal sealed record ShardChoice(int Number, int Count)
{
    // No system starts more jobs of one matrix.
    private const int Most = 1000;

    /// <summary>Reads an option's value; an error of the option if it names no shard.</summary>
    public static ShardChoice? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text.Split('/') is [var k, var n]
            && int.TryParse(k, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && number >= 1 && number <= count && count <= Most)
        {
            return new ShardChoice(number, count);
        }

        result.AddError($"'{text}' is no shard: --shard takes K/N with K from 1 to N, such as 2/5, and N up to {Most}");
        return null;
    }
}
