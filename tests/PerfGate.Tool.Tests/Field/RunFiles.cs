using System.Globalization;
using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Field;

/// <summary>Folders of what <c>perfgate run</c> wrote.</summary>
public class RunFiles
{
    [Fact]
    public async Task One_run_file_in_a_folder_is_read_as_if_it_were_named()
    {
        using var workspace = new Workspace().With("base/now.json", Run(100)).With("cand/now.json", Run(150));

        (await workspace.RunAsync("compare", "base", "cand")).Fails(1, "PG4001");
        (await workspace.RunAsync("compare", "base", "base")).Exits(0);
    }

    [Fact]
    public async Task Several_of_one_day_are_more_launches()
    {
        using var workspace = new Workspace();
        foreach (var (name, hour) in new[] { ("1", 8), ("2", 9), ("3", 10) })
        {
            workspace.With($"base/{name}.json", Run(100 + (0.01 * hour), 3, hour)).With($"cand/{name}.json", Run(150 + (0.01 * hour), 3, hour));
        }

        var result = (await workspace.RunAsync("compare", "base", "cand", "--report", "json")).Fails(1, "PG4001");

        Assert.Equal(9, result.Json().GetProperty("benchmarks")[0].GetProperty("candidate").GetProperty("launches").GetInt32());
    }

    [Fact]
    public async Task Several_suites_stand_side_by_side()
    {
        using var workspace = new Workspace()
            .With("base/one.json", Run(100)).With("base/two.json", Run(200, suite: "Other"))
            .With("cand/one.json", Run(100)).With("cand/two.json", Run(300, suite: "Other"));

        var result = (await workspace.RunAsync("compare", "base", "cand", "--report", "json")).Fails(1, "PG4001");

        Assert.Equal(2, result.Json().GetProperty("benchmarks").GetArrayLength());
    }

    [Fact]
    public async Task A_copy_counts_once_and_another_machine_or_reports_beside_them_are_refused()
    {
        using var workspace = new Workspace().With("base.json", Run(100))
            .With("copies/1.json", Run(150)).With("copies/2.json", Run(150))
            .With("machines/1.json", Run(150)).With("machines/2.json", Run(151, suite: "Other", processor: "Other CPU"))
            .With("cut/1.json", Run(150)).With("cut/2.json", Run(150).ToJsonString()[..400])
            .With("mixed/1.json", Run(150)).With("mixed/report.json", FolderReport.Of(("A.B.C", 150)));

        (await workspace.RunAsync("compare", "base.json", "copies")).Fails(1, "PG4001").Says("PG2051");
        await workspace.RefusesAsync(3, "PG2015", "compare", "base.json", "machines");
        (await workspace.RunAsync("compare", "base.json", "cut")).Exits(3).Says("PG2009", "2.json");
        (await workspace.RunAsync("compare", "base.json", "mixed")).Exits(3).Says("PG2010", "1.json");
    }

    // As `run` writes it.
    private static JsonNode Run(double time, int launches = 8, int hour = 8, string suite = "Bench", string processor = "Test CPU")
    {
        var values = string.Join(", ", Enumerable.Range(0, launches)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"[{time * (1 + (0.001 * (i * 7 % 10)))}, {time * 1.02}]")));
        return JsonNode.Parse($$"""
            {
              "format": "perfgate-measurements", "schemaVersion": 1, "environment": "any",
              "sessions": [ {
                "suite": "{{suite}}", "commit": null, "dirty": false, "measuredAt": "2026-01-02T{{hour:00}}:00:00Z", "tool": "0.1.0",
                "host": { "processor": "{{processor}}", "logicalCores": 4, "os": "Ubuntu 24.04", "architecture": "X64", "runtime": ".NET 10.0.4", "gc": "workstation", "intrinsics": "AVX2" },
                "benchmarks": { "A.B.C": { "time": { "unit": "ns", "kind": "sampled", "launches": [{{values}}] } } }
              } ]
            }
            """)!;
    }
}
