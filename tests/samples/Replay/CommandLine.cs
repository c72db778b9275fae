using System.IO.Enumeration;

namespace Replay;

/// <summary>The options of BenchmarkDotNet that a gate uses; others are passed over.</summary>
internal sealed record CommandLine(bool IsList, bool IsInProcess, int Launches, string Artifacts, List<string> Filters)
{
    public static CommandLine Parse(string[] args) => new(
        Array.IndexOf(args, "--list") >= 0,
        Array.IndexOf(args, "--inProcess") >= 0,
        ValuesOf(args, "--launchCount") is [var count, ..] ? int.Parse(count) : 1,
        ValuesOf(args, "--artifacts") is [var folder, ..] ? folder : "BenchmarkDotNet.Artifacts",
        ValuesOf(args, "--filter"));

    /// <summary>The job as BenchmarkDotNet shows it.</summary>
    public string Job => IsInProcess ? "Job-REPLAY(Toolchain=InProcessEmitToolchain)" : $"Job-REPLAY(LaunchCount={Launches})";

    /// <summary>Whether a filter matches a benchmark with its parameters, or its method.</summary>
    public bool Chooses(Benchmark benchmark) => Filters.Exists(filter => Matches(filter, benchmark.FullName) || Matches(filter, benchmark.FullMethod));

    /// <summary>Whether a benchmark was asked for by its whole name.</summary>
    public bool Names(Benchmark benchmark) => Filters.Contains(benchmark.FullName);

    private static List<string> ValuesOf(string[] args, string option)
    {
        var values = new List<string>();
        for (var i = Array.IndexOf(args, option) + 1; i > 0 && i < args.Length && !args[i].StartsWith("--", StringComparison.Ordinal); i++)
        {
            values.Add(args[i]);
        }

        return values;
    }

    private static bool Matches(string glob, string name) => FileSystemName.MatchesSimpleExpression(glob, name);
}
