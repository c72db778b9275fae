using System.Text.Json;
using System.Text.RegularExpressions;
using PerfGate.Diagnostics;

namespace PerfGate.Configuration;

/// <summary>Says in words what a key of perfgate.json takes, where it was given another kind of value.</summary>
internal static partial class WrongKind
{
    private static readonly JsonDocumentOptions Reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static readonly Dictionary<Type, (string Takes, string Remedy)> Kinds = new()
    {
        [typeof(string)] = ("a text", "Write a text in quotes"),
        [typeof(int)] = ("a whole number", "Write a whole number, without quotes"),
        [typeof(double)] = ("a number", "Write a number without quotes, such as 0.05"),
        [typeof(bool)] = ("true or false", "Write true or false, without quotes"),
        [typeof(string[])] = ("a list of texts", "Write a list, each word a text of its own: [\"--iterationCount\", \"5\"]"),
    };

    /// <summary>PG1005: what stands at a place is of another kind than what is taken there. PG1003: what follows it is no JSON.</summary>
    /// <param name="values">Where it is read.</param>
    /// <param name="path">The place, such as <c>$.suites[0].launches</c>.</param>
    /// <param name="utf8">The file, which is JSON up to that place.</param>
    public static PerfGateException Of(ConfigValues values, string path, ReadOnlySpan<byte> utf8)
    {
        using var document = Parse(values, utf8);
        try
        {
            return Of(values, path, document.RootElement);
        }
        // A key that stands there twice, with different kinds; or a name that is no text.
        catch (Exception e) when (e is InvalidOperationException or IndexOutOfRangeException or ArgumentException)
        {
            return values.Wrong(path, "the value there is of another kind than is expected", "docs/configuration.md shows what each key takes");
        }
    }

    private static PerfGateException Of(ConfigValues values, string path, JsonElement root)
    {
        var (type, element) = (typeof(ConfigJson), root);
        var key = "";
        foreach (Match step in Steps().Matches(path))
        {
            if (step.Groups["index"] is { Success: true } index)
            {
                (type, element) = (type.GetElementType()!, element[int.Parse(index.ValueSpan, System.Globalization.CultureInfo.InvariantCulture)]);
                continue;
            }

            key = step.Groups["key"].Value;
            if (ConfigJsonContext.Default.GetTypeInfo(type)?.Properties.FirstOrDefault(property => property.Name == key)?.PropertyType is not { } known || !element.TryGetProperty(key, out var inner))
            {
                return values.Wrong(path, $"\"{key}\" is not known here, and stands there twice", "Remove it");
            }

            (type, element) = (known, inner);
        }

        var (takes, remedy) = Takes(Nullable.GetUnderlyingType(type) ?? type);
        return values.Wrong(path, $"{(key.Length == 0 ? "the file" : path.EndsWith(']') ? $"each of \"{key}\"" : $"\"{key}\"")} takes {takes}, and this is {Describe(element)}", remedy);
    }

    /// <summary>A value in words.</summary>
    public static string Describe(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => "a text",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object in braces",
        JsonValueKind.Number => element.TryGetInt64(out _) ? "a whole number, or too large" : "a number with a fraction",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };

    private static JsonDocument Parse(ConfigValues values, ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonDocument.Parse(utf8.ToArray(), Reading);
        }
        catch (JsonException e)
        {
            throw values.Unreadable(e);
        }
    }

    private static (string Takes, string Remedy) Takes(Type type) => Kinds.TryGetValue(type, out var known) ? known
        : type.IsArray ? ("a list of objects", "Put brackets around it: [ { … } ]")
        : ("an object in braces", "Write { … }; docs/configuration.md shows its keys");

    [GeneratedRegex(@"\.(?<key>[^.\[\]]+)|\[(?<index>\d+)\]|\['(?<key>[^']+)'\]", RegexOptions.ExplicitCapture)]
    private static partial Regex Steps();
}
