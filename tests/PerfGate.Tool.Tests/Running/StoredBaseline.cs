using System.Text.Json.Nodes;

namespace PerfGate.Tool.Tests.Running;

/// <summary>A baseline written by hand, for tests that end before anything is measured.</summary>
internal static class StoredBaseline
{
    public const string FileName = "baselines/here.json";

    public static string Text { get; } = """
        {
          "format": "perfgate-measurements",
          "schemaVersion": 1,
          "environment": "linux",
          "sessions": [
            {
              "suite": "Steady",
              "commit": "0123456789abcdef0123456789abcdef01234567",
              "dirty": false,
              "measuredAt": "2026-11-01T12:00:00Z",
              "tool": "0.1.0",
              "host": {
                "processor": "A CPU", "logicalCores": 2, "os": "Linux", "architecture": "X64",
                "runtime": ".NET 10.0.1", "gc": "concurrent workstation", "intrinsics": "AVX2"
              },
              "benchmarks": {
                "Steady.Work.Sum": {
                  "allocated": { "unit": "B", "kind": "exact", "launches": [[0]] },
                  "time": { "unit": "ns", "kind": "sampled", "launches": [[100.5, 101], [102]] }
                }
              }
            }
          ]
        }
        """;

    /// <summary>A repository with a suite and this baseline, changed.</summary>
    public static Workspace NewWorkspace(Func<string, string> edit) =>
        new Workspace().WithConfig(Samples.Config()).With(FileName, edit(Text));

    /// <summary>A repository with a suite and this baseline, changed.</summary>
    public static Workspace NewWorkspace(Action<JsonNode> edit)
    {
        var json = JsonNode.Parse(Text)!;
        edit(json);
        return NewWorkspace(_ => json.ToJsonString());
    }
}
