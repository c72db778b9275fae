using System.CommandLine.Parsing;
using PerfGate.Configuration;

namespace PerfGate.Tool.Commands.Options;

/// <summary>Reads an option's time.</summary>
internal static class DurationOption
{
    /// <summary>The time of an option's value; an error of the option if it is none, or not positive.</summary>
    public static TimeSpan? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Duration.Parse(text) is { } time)
        {
            return time;
        }

        result.AddError($"'{text}' is no time: {Duration.Form}");
        return null;
    }
}
