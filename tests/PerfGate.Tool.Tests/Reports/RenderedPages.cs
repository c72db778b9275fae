using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Reports;

/// <summary>Pages that the executable wrote of recordings, and of what was made of their saved result; one browser for all classes that look at them.</summary>
[CollectionDefinition(nameof(RenderedPages))]
public sealed class RenderedPages : IAsyncLifetime, ICollectionFixture<RenderedPages>
{
    private readonly Workspace _workspace = new();
    private Task<string>? _everything;

    public Browser Browser { get; } = new();

    /// <summary>The page of two folders that do the same work: 32 benchmarks with two metrics.</summary>
    public string Recorded => _workspace.PathOf("recorded.html");

    public async ValueTask InitializeAsync()
    {
        (await _workspace.RunAsync(
            "compare", Repository.Data("sweeps-base"), Repository.Data("sweeps-candidate"), "--report", "html=recorded.html", "--report", "json=result.json")).Exits(0);
        await Browser.InitializeAsync();
    }

    /// <summary>The page of the saved result, changed.</summary>
    /// <param name="name">A name for it.</param>
    /// <param name="change">What becomes of the result.</param>
    internal async Task<string> OfSavedAsync(string name, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(await File.ReadAllTextAsync(_workspace.PathOf("result.json")))!.AsObject();
        change(json);
        _workspace.With($"{name}.json", json);
        (await _workspace.RunAsync("report", $"{name}.json", "--report", $"html={name}.html")).Exits(0, 1);
        return _workspace.PathOf($"{name}.html");
    }

    /// <summary>The page of a check with a regression, an improvement, another machine's baseline and ratios in the run.</summary>
    internal Task<string> OfEverythingAsync() => _everything ??= OfSavedAsync("everything", json =>
    {
        var times = json["benchmarks"]!.AsArray().Where(b => (string?)b!["metric"] == "time").ToList();
        Decide(times[0]!, "regressed", 1.2, 1.15, 1.25);
        Decide(times[1]!, "improved", 0.8, 0.75, 0.85);
        Decide(times[2]!, "inconclusive", 1.08, null, 1.5);
        times[2]!["suspect"] = true;
        json["outcome"] = "regressed";
        json["exitCode"] = 1;
        json["launches"] = new JsonObject { ["spent"] = 96, ["planned"] = 192, ["toConfirm"] = 48 };
        json["environment"]!["baseline"] = $"{(string?)json["environment"]!["candidate"]}, and another";
        json["environment"]!["baselineSource"] = "commit 1234567";
        json["environment"]!["matchesBaseline"] = false;
        json["ratios"]!.AsArray().Add(new JsonObject
        {
            ["name"] = "Json / Spin",
            ["id"] = "Work.Json",
            ["partner"] = "Work.Spin",
            ["value"] = 10,
            ["partnerValue"] = 20,
            ["ratio"] = 0.5,
            ["interval"] = new JsonArray(0.4, 0.6),
            ["baselineRatio"] = 0.55,
            ["changed"] = false,
        });
        json["diagnostics"]!.AsArray().Add(new JsonObject
        {
            ["code"] = "PG4001",
            ["severity"] = "error",
            ["fact"] = "slower",
            ["evidence"] = "ratio 1.2",
            ["remedy"] = "Accept it: `dotnet perfgate baseline update`",
            ["benchmark"] = (string?)times[0]!["id"],
        });
    });

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _workspace.Dispose();
    }

    private static void Decide(JsonNode benchmark, string verdict, double ratio, double? lower, double? upper)
    {
        benchmark["verdict"] = verdict;
        benchmark["ratio"] = ratio;
        benchmark["interval"] = new JsonArray(lower, upper);
        benchmark["adjustedPValue"] = 0.002;
        benchmark["adjustedPValueBetter"] = 0.002;
        benchmark["coarse"] = null;
    }
}
