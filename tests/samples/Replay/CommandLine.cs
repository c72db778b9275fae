using System.Text.RegularExpressions;

namespace Replay;

/// <summary>The options of BenchmarkDotNet that a gate uses; others are passed over.</summary>
internal sealed record CommandLine(bool IsList, bool IsInProcess, int Launches, string Artifacts, IReadOnlyList<Regex> Filters)
{
    public static CommandLine Parse(string[] args) => new(
        args.Contains("--list"),
        args.Contains("--inProcess"),
        ValuesOf(args, "--launchCount").Select(int.Parse).FirstOrDefault(1),
        ValuesOf(args, "--artifacts").FirstOrDefault("BenchmarkDotNet.Artifacts"),
        [.. ValuesOf(args, "--filter").Select(ToRegex)]);

    /// <summary>The job as BenchmarkDotNet shows it.</summary>
    public string Job => IsInProcess ? "Job-REPLAY(Toolchain=InProcessEmitToolchain)" : $"Job-REPLAY(LaunchCount={Launches})";

    /// <summary>Whether a filter matches a benchmark with its parameters, or its method.</summary>
    public bool Chooses(Benchmark benchmark) => Filters.Any(filter => filter.IsMatch(benchmark.FullName) || filter.IsMatch(benchmark.FullMethod));

    private static IEnumerable<string> ValuesOf(string[] args, string option) => args
        .SkipWhile(arg => arg != option).Skip(1).TakeWhile(arg => !arg.StartsWith("--", StringComparison.Ordinal));

    private static Regex ToRegex(string glob) => new(
        $"^{Regex.Escape(glob).Replace(@"\*", ".*").Replace(@"\?", ".")}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
