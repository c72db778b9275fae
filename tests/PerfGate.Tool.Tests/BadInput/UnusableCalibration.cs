using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.BadInput;

public class UnusableCalibration
{
    private const string Text = """
        {
          "format": "perfgate-calibration",
          "schemaVersion": 1,
          "environment": "here",
          "sessions": [
            {
              "suite": "Steady", "commit": null, "dirty": false, "measuredAt": "2026-11-01T12:00:00Z", "tool": "0.1.0",
              "benchmarks": { "Steady.Work.Sum": { "launches": 4, "level": 100, "launchSpread": 0.01, "slowShare": 0, "detectableEffect": null } }
            }
          ]
        }
        """;

    [Theory]
    [InlineData("\"level\": 100", "\"level\": -100", "cannot be")]
    [InlineData("\"schemaVersion\": 1", "\"schemaVersion\": 2", "newer PerfGate")]
    [InlineData("\"environment\": \"here\"", "\"environment\": \"there\"", "another environment's")]
    [InlineData("]", "", "corrupt")]
    public async Task Is_refused_before_anything_is_measured_and_stays_as_it_is(string text, string corrupt, string said)
    {
        Assert.Contains(text, Text, StringComparison.Ordinal);
        var written = Text.Replace(text, corrupt, StringComparison.Ordinal);
        using var workspace = new Workspace().WithConfig(Samples.Config()).With("baselines/calibration/here.json", written);

        (await workspace.RefusesAsync(4, "PG3020", "calibrate")).Says("here.json", said);

        Assert.Equal(written, await File.ReadAllTextAsync(workspace.PathOf("baselines/calibration/here.json"), TestContext.Current.CancellationToken));
    }
}
