using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PerfGate.Diagnostics;

namespace PerfGate.Configuration;

/// <summary>Checks single values of a configuration.</summary>
internal sealed class ConfigValues(string source)
{
    /// <summary>What to do about a file that is no JSON.</summary>
    public const string CorrectJson = "Correct the JSON there; comments and trailing commas are allowed";

    private const string NotInNames = "/\\:*?\"<>|";
    private const int LongestName = 100;

    public PerfGateException Wrong(string path, string fact, string remedy) =>
        new(DiagnosticCode.PG1005, $"'{source}': {fact}", $"at {path}", remedy);

    /// <summary>PG1003: the file is no JSON.</summary>
    public PerfGateException Unreadable(JsonException e) => new(Diagnostic.Error(DiagnosticCode.PG1003, $"'{source}' cannot be read", JsonProblem.Text(e), CorrectJson), e);

    public string Text(string path, string? value) =>
        string.IsNullOrWhiteSpace(value) ? throw Wrong(path, "a value is missing", "Give it a text")
        : value.AsSpan().IndexOfAnyInRange('\0', '\u001f') >= 0 ? throw Wrong(path, "a value holds a control character", "Give it a text of one line")
        : value;

    /// <summary>A name that is also a folder's: what is measured of a suite lies there.</summary>
    public string Name(string path, string value) =>
        value.Trim().Trim('.').Length == 0 || value.Length > LongestName || value.Any(c => char.IsControl(c) || NotInNames.Contains(c, StringComparison.Ordinal))
            || value.EndsWith('.') || value.Trim().Length < value.Length
            ? throw Wrong(path, $"'{value}' is no name for a suite", $"Use letters, digits, spaces, dots, dashes and underscores; a folder is called after it, so none of {NotInNames}, no dot at its end, and at most {LongestName} characters")
            : value;

    /// <summary>A target framework, which becomes a property of the build and nothing else.</summary>
    public string? Framework(string path, string? value) => value is null || (value.Length > 0 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')) ? value
        : throw Wrong(path, $"'{value}' is no target framework", "Write it as net10.0");

    /// <summary>BenchmarkDotNet's filters: one, or a list of them; all benchmarks where none is given.</summary>
    public ImmutableArray<string> Filters(string path, JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null } => ["*"],
        { ValueKind: JsonValueKind.String } one => [Text(path, TextOf(path, one))],
        { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() > 0 => [.. list.EnumerateArray().Select((filter, i) => filter.ValueKind == JsonValueKind.String
            ? Text($"{path}[{i}]", TextOf($"{path}[{i}]", filter))
            : throw Wrong($"{path}[{i}]", $"a filter is a text, and this is {WrongKind.Describe(filter)}", """Write "*Parser*", or a list: ["*Parser*", "*Writer*"]"""))],
        var other => throw Wrong(path, $"\"filter\" takes a text or a list of texts, and this is {WrongKind.Describe(other!.Value)}", """Write "*Parser*", or a list: ["*Parser*", "*Writer*"]"""),
    };

    // Half a surrogate pair is JSON, and no text.
    private string TextOf(string path, JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Wrong(path, "a value holds half a character", "Write the whole character");
        }
    }

    public int AtLeastOne(string path, int? value, int otherwise) => value is < 1
        ? throw Wrong(path, $"{value} is too small", "Give it a whole number of at least 1")
        : value ?? otherwise;

    public double? Within(string path, double? value, double least, double most) =>
        value is { } v && !(v >= least && v <= most)
            ? throw Wrong(path, FormattableString.Invariant($"{v} is out of range"), FormattableString.Invariant($"Give it a number from {least} to {most}"))
            : value;

    public DateOnly? Day(string path, string? value) => value is null ? null
        : DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw Wrong(path, $"'{value}' is no day", "Write it as 2026-12-31");

    public TimeSpan? Time(string path, string? value) => value is null ? null
        : Duration.Parse(value) ?? throw Wrong(path, $"'{value}' is no time", $"{char.ToUpperInvariant(Duration.Form[0])}{Duration.Form[1..]}");

    public T OneOf<T>(string path, string? value, T otherwise)
        where T : struct, Enum
    {
        if (value is null)
        {
            return otherwise;
        }

        var known = Enum.GetValues<T>().ToDictionary(v => CamelCase(v.ToString()));
        return known.TryGetValue(value, out var found)
            ? found
            : throw Wrong(path, $"'{value}' is not known here", $"Use one of {string.Join(", ", known.Keys)}");
    }

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
