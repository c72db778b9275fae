using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PerfGate.Fleets;

namespace PerfGate.Reporting.Json;

/// <summary>Fleets as JSON, for scripts: <c>{"schemaVersion":1,"fleets":[…]}</c>. Names are what they were, with escapes.</summary>
public static class FleetJsonReport
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text, with a line feed at its end.</summary>
    public static string Render(IReadOnlyList<Fleet> fleets) =>
        JsonText.Harmless(new JsonObject { ["schemaVersion"] = 1, ["fleets"] = new JsonArray([.. fleets.Select(Of)]) }.ToJsonString(Options)) + "\n";

    private static JsonObject Of(Fleet fleet) => new()
    {
        ["runner"] = fleet.Runner,
        ["suite"] = fleet.Suite,
        ["runs"] = fleet.Runs,
        ["covered"] = fleet.Covered,
        ["models"] = new JsonArray([.. fleet.Models.Select(Of)]),
    };

    private static JsonObject Of(FleetModel model) => new()
    {
        ["environment"] = model.Environment.Value,
        ["machine"] = model.Machine,
        ["runs"] = model.Runs,
        ["lastSeen"] = model.LastSeen?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["hasBaseline"] = model.HasBaseline,
    };
}
