using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.BadInput;

/// <summary>Every report of results that hold <see cref="Hostile.Texts"/>, each text wherever one can stand: of saved results, and of what BenchmarkDotNet wrote.</summary>
public sealed class HostileReports : IAsyncLifetime
{
    private static readonly string[] Formats = ["console", "markdown", "json", "msbuild", "junit", "openmetrics", "sarif", "azure", "github", "teamcity"];

    private readonly Dictionary<string, List<(string Hostile, string Text)>> _texts = [];
    private readonly Lock _lock = new();

    /// <summary>The reports of a format, each with the text that it was made of; <c>errors</c> is standard error, <c>detailed</c> the console's at its longest.</summary>
    internal IReadOnlyList<(string Hostile, string Text)> Of(string format) => _texts[format];

    public async ValueTask InitializeAsync()
    {
        using var workspace = new Workspace().With("before.json", Recording.New());
        var saved = (await workspace.RunAsync("compare", "before.json", "before.json", "--report", "json")).Exits(0).Output;
        await Parallel.ForEachAsync(Hostile.Texts, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (hostile, _) =>
        {
            await RenderAsync(hostile, [1], w => w.With("result.json", Saved(saved, hostile)), "report", "result.json");
            // A name that is none, or of nothing in common, is refused.
            await RenderAsync(hostile, [0, 1, 2, 3], w => w.With("base.json", Recorded(hostile, 0)).With("candidate.json", Recorded(hostile, 100_000)), "compare", "base.json", "candidate.json");
        });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>A saved result that says the text of all that has a name, and two of which some reports make one.</summary>
    private static JsonNode Saved(string saved, string hostile)
    {
        var json = JsonNode.Parse(saved)!.AsObject();
        json["outcome"] = "regressed";
        var environment = json["environment"]!;
        foreach (var key in new[] { "key", "candidate", "candidateSource", "baseline", "baselineSource" })
        {
            environment[key] = hostile;
        }

        environment["matchesBaseline"] = false;
        var time = json["benchmarks"]!.AsArray().Single(b => (string)b!["metric"]! == "time")!;
        var ids = new[] { hostile, $"Ns.Type.Method(P: \"{hostile}\")", $"Ns.Type.Method(P: \"{hostile} \")", $"Ns.Type.Method [{hostile}]" };
        json["benchmarks"] = new JsonArray([.. ids.Select(id => Regressed(time, id, hostile))]);
        json["ratios"] = new JsonArray(new JsonObject
        {
            ["name"] = $"{hostile} / {hostile}",
            ["id"] = ids[1],
            ["partner"] = ids[0],
            ["value"] = 1,
            ["partnerValue"] = 2,
            ["ratio"] = 0.5,
            ["interval"] = new JsonArray(0.4, 0.6),
            ["baselineRatio"] = 0.5,
            ["changed"] = true,
        });
        json["diagnostics"] = new JsonArray([.. new[] { "error", "warning", "note" }.Select(severity => new JsonObject
        {
            ["code"] = "PG4001", ["severity"] = severity, ["fact"] = hostile, ["evidence"] = hostile, ["remedy"] = $"{hostile}\n{hostile}", ["benchmark"] = ids[1],
        })]);
        return json;
    }

    private static JsonNode Regressed(JsonNode time, string id, string hostile)
    {
        var benchmark = time.DeepClone();
        (benchmark["id"], benchmark["verdict"], benchmark["ratio"]) = (id, "regressed", 1.5);
        (benchmark["metric"], benchmark["unit"], benchmark["warnings"]) = (hostile, hostile, new JsonArray(hostile));
        benchmark["accepted"] = new JsonObject
        {
            ["benchmark"] = "*",
            ["metric"] = hostile,
            ["upTo"] = 0.1,
            ["reason"] = hostile,
            ["by"] = hostile,
            ["since"] = "2026-01-01",
            ["until"] = "2026-12-31",
        };
        return benchmark;
    }

    private static JsonObject Recorded(string hostile, int bytes)
    {
        var recording = Recording.NewBenchmark(benchmark =>
        {
            (benchmark["FullName"], benchmark["Parameters"]) = ($"Work.Spin(Variant: \"{hostile}\")", $"Variant={hostile}");
            benchmark["Memory"]!["BytesAllocatedPerOperation"] = bytes;
        });
        (recording["HostEnvironmentInfo"]!["ProcessorName"], recording["HostEnvironmentInfo"]!["OsVersion"]) = (hostile, hostile);
        return recording;
    }

    private async Task RenderAsync(string hostile, int[] exitCodes, Func<Workspace, Workspace> with, params string[] command)
    {
        using var workspace = with(new Workspace());
        var result = (await workspace.RunAsync([.. command, .. Formats.SelectMany(format => new[] { "--report", $"{format}={format}.txt" }), "--verbosity", "detailed"])).Exits(exitCodes);
        lock (_lock)
        {
            Add("errors", result.Errors);
            Add("detailed", result.Output);
            // Nothing is written where the input is refused.
            foreach (var format in Formats.Where(format => File.Exists(workspace.PathOf($"{format}.txt"))))
            {
                Add(format, File.ReadAllText(workspace.PathOf($"{format}.txt")));
            }
        }

        void Add(string format, string text)
        {
            if (!_texts.TryGetValue(format, out var texts))
            {
                _texts[format] = texts = [];
            }

            texts.Add((hostile, text));
        }
    }
}
