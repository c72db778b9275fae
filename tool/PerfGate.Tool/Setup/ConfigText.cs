using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PerfGate.Configuration;

namespace PerfGate.Tool.Setup;

/// <summary>Writes perfgate.json for people, and adds suites to one that is there, whose other lines stay as they are.</summary>
internal static class ConfigText
{
    /// <summary>Where the schema lies, so that editors complete the file: beside the tool manifest.</summary>
    public const string SchemaPath = ".config/perfgate.schema.json";

    private static readonly JsonReaderOptions Reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly JsonSerializerOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A new file.</summary>
    /// <param name="suites">Its suites; at least one.</param>
    /// <param name="baselines">Where baselines are to be; null for the default.</param>
    public static string Of(IEnumerable<SuiteConfig> suites, string? baselines)
    {
        var text = new StringBuilder($"{{\n  \"$schema\": \"{SchemaPath}\",\n  \"suites\": [\n");
        text.AppendJoin(",\n", suites.Select(Suite)).Append("\n  ]");
        if (baselines is not null)
        {
            text.Append($",\n  \"baselines\": {{ \"path\": {Json(baselines)} }}");
        }

        return text.Append("\n}\n").ToString();
    }

    /// <summary>The same file with further suites behind those that it has.</summary>
    /// <param name="text">A file that could be read.</param>
    /// <param name="suites">What to add.</param>
    public static string With(string text, IReadOnlyList<SuiteConfig> suites)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var end = EndOfLastSuite(utf8);
        return suites.Count == 0 ? text : $"{Encoding.UTF8.GetString(utf8.AsSpan(0, end))},\n{string.Join(",\n", suites.Select(Suite))}{Encoding.UTF8.GetString(utf8.AsSpan(end))}";
    }

    private static int EndOfLastSuite(byte[] utf8)
    {
        var reader = new Utf8JsonReader(utf8, Reading);
        var (inSuites, end) = (false, 0);
        while (reader.Read())
        {
            if (reader is { CurrentDepth: 1, TokenType: JsonTokenType.PropertyName })
            {
                inSuites = reader.ValueTextEquals("suites");
            }
            else if (inSuites && reader is { CurrentDepth: 2, TokenType: JsonTokenType.EndObject })
            {
                end = (int)reader.BytesConsumed;
            }
        }

        return end;
    }

    private static string Suite(SuiteConfig suite)
    {
        var usual = suite.Project!.TrimEnd('/').Split('/')[^1];
        (string Key, string? Value)[] keys =
        [
            ("name", (usual.EndsWith("proj", StringComparison.OrdinalIgnoreCase) ? Path.GetFileNameWithoutExtension(usual) : usual) == suite.Name ? null : Json(suite.Name)),
            ("project", Json(suite.Project)),
            ("framework", suite.Framework is { } framework ? Json(framework) : null),
            ("isolation", suite.Isolation == Isolation.InProcess ? "\"inProcess\"" : "\"process\""),
            ("arguments", $"[{string.Join(", ", suite.Arguments.Select(Json))}]"),
        ];
        return $"    {{\n{string.Join(",\n", keys.Where(key => key.Value is not null).Select(key => $"      \"{key.Key}\": {key.Value}"))}\n    }}";
    }

    private static string Json(string text) => JsonSerializer.Serialize(text, Writing);
}
