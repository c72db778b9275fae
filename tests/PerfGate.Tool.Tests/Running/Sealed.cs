using System.Text.Json;
using System.Text.Json.Nodes;
using PerfGate.Baselines;

namespace PerfGate.Tool.Tests.Running;

/// <summary>Seals a stored document that a test changed, as <c>baseline seal</c> would: what the test is about is not the seal.</summary>
internal static class Sealed
{
    /// <summary>The text with the checksums of what it holds now; what has none, or is no such document, stays as it is.</summary>
    public static string Again(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject json && json["sessions"] is JsonArray ? Again(json).ToJsonString() : text;
        }
        catch (JsonException)
        {
            return text;
        }
    }

    /// <summary>The same of a document that is changed in place.</summary>
    public static JsonNode Again(JsonNode json)
    {
        foreach (var session in json["sessions"]!.AsArray().OfType<JsonObject>().Where(session => session.ContainsKey("checksum")))
        {
            session["checksum"] = Seals.ChecksumOf(JsonSerializer.SerializeToElement(session));
        }

        return json;
    }
}
