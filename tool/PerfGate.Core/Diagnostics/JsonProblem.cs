using System.Text.Json;
using System.Text.RegularExpressions;

namespace PerfGate.Diagnostics;

/// <summary>What is wrong with a JSON text, in words: what the parser says names types of this program, and counts lines from 0.</summary>
internal static partial class JsonProblem
{
    /// <summary>One line.</summary>
    public static string Text(Exception problem)
    {
        if (problem is not JsonException json)
        {
            return problem.Message.ReplaceLineEndings(" ");
        }

        var place = $"{(json.LineNumber is { } line ? $"line {line + 1}" : "")}{(json.Path is { Length: > 1 } path ? $"{(json.LineNumber is null ? "" : ", ")}at {path}" : "")}";
        var said = json.Message.ReplaceLineEndings(" ");
        return Missing().Match(said) is { Success: true } missing ? $"it lacks {missing.Groups["names"].Value.TrimEnd('.')}{(json.Path is { Length: > 1 } inside ? $", at {inside}" : "")}"
            : Twice().Match(said) is { Success: true } twice ? $"{place}{(place.Length > 0 ? ": " : "")}it has '{twice.Groups["name"].Value}' twice"
            : OfAnotherKind().IsMatch(said) ? $"{place}: a value of another kind than is expected there"
            : NullInstead().IsMatch(said) ? $"{place}: null, where a value is expected"
            : $"{place}{(place.Length > 0 ? ": " : "")}{said.Split(" Path:")[0].Split(" LineNumber:")[0].TrimEnd('.')}";
    }

    [GeneratedRegex("was missing required properties including: (?<names>.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Missing();

    [GeneratedRegex("^Duplicate property '(?<name>[^']*)' encountered", RegexOptions.ExplicitCapture)]
    private static partial Regex Twice();

    [GeneratedRegex("could not be converted to|Deserialization of types|cannot be mapped")]
    private static partial Regex OfAnotherKind();

    [GeneratedRegex("doesn't allow setting null values|doesn't allow null values")]
    private static partial Regex NullInstead();
}
