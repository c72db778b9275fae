using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Toolchains.Results;

namespace PerfGate.ArmsInTurn.Grouping;

/// <summary>Makes BenchmarkDotNet's result of what an engine measured, through the text that its own child processes write.</summary>
internal static class ResultText
{
    /// <summary>A result with measurements; a failure if there are none.</summary>
    public static ExecuteResult Of(RunResults results)
    {
        using var text = new StringWriter();
        results.Print(text);
        string[] lines = [.. (results.EngineMeasurements ?? []).Select(measurement => measurement.ToString()), .. text.ToString().Split(text.NewLine)];
        return Create(0, lines.ToLookup(line => line.StartsWith("//", StringComparison.Ordinal)));
    }

    /// <summary>A result without measurements, which BenchmarkDotNet takes for a failure.</summary>
    public static ExecuteResult Failed => Create(-1, Array.Empty<string>().ToLookup(_ => true));

    // In process, BenchmarkDotNet's own index of the launch is 0.
    private static ExecuteResult Create(int exitCode, ILookup<bool, string> lines) =>
        new(foundExecutable: true, exitCode, processId: null, results: [.. lines[false]], prefixedLines: [.. lines[true]], standardOutput: [], launchIndex: 0);
}
