using System.Collections.Immutable;
using System.Globalization;
using PerfGate.Configuration;

namespace PerfGate.Tool.Setup;

/// <summary>How a new suite is measured: what a launch is, and how long its iterations are.</summary>
/// <param name="Isolation">What a launch is.</param>
/// <param name="Warmups">How many iterations are not counted.</param>
/// <param name="Iterations">How many are.</param>
/// <param name="IterationTime">How many milliseconds an iteration takes.</param>
internal sealed record SuiteSettings(Isolation Isolation, int Warmups, int Iterations, int IterationTime)
{
    /// <summary>What is proposed where nothing was tried: BenchmarkDotNet's own defaults measure for minutes.</summary>
    public static readonly SuiteSettings Usual = new(Isolation.InProcess, 3, 5, 50);

    /// <summary>What is proposed where a launch takes long.</summary>
    public SuiteSettings Shorter => this with { Warmups = 2, Iterations = 3, IterationTime = 20 };

    /// <summary>As arguments for BenchmarkDotNet.</summary>
    public ImmutableArray<string> Arguments =>
        ["--warmupCount", Text(Warmups), "--iterationCount", Text(Iterations), "--iterationTime", Text(IterationTime)];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
