using System.Text.Json;

namespace PerfGate.Results;

/// <summary>The file in which a CI system tells what it builds.</summary>
public static class EventFile
{
    /// <summary>A text in it.</summary>
    /// <param name="utf8">The file's bytes.</param>
    /// <param name="path">The names on the way there.</param>
    /// <exception cref="FormatException">It is no JSON, or has no text there.</exception>
    public static string Text(ReadOnlySpan<byte> utf8, params IReadOnlyList<string> path)
    {
        try
        {
            using var document = JsonDocument.Parse((utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8).ToArray());
            var json = document.RootElement;
            foreach (var name in path)
            {
                json = json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var inner) ? inner : throw Lacks(path);
            }

            return json.ValueKind == JsonValueKind.String ? json.GetString()! : throw Lacks(path);
        }
        // The second is what half a surrogate pair gives.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException($"the event file cannot be read: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    private static FormatException Lacks(IReadOnlyList<string> path) => new($"the event file has no {string.Join('.', path)}");
}
