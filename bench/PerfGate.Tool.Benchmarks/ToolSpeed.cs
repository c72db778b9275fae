using BenchmarkDotNet.Attributes;

namespace PerfGate.Tool.Benchmarks;

/// <summary>
/// What a user waits for besides measuring. Goals: <c>--version</c> under 150 ms, <c>compare</c> of 1 000 benchmarks with
/// 10 launches of 15 iterations a side under 2 s, both as whole processes.
/// </summary>
public class ToolSpeed
{
    private readonly string _folder = Directory.CreateTempSubdirectory("perfgate-speed-").FullName;

    /// <summary>Writes the two sides as BenchmarkDotNet would.</summary>
    [GlobalSetup(Target = nameof(CompareThousand))]
    public void Write()
    {
        GeneratedReports.Write(Base, new Random(1), benchmarks: 1000, launches: 10, iterations: 15);
        GeneratedReports.Write(Candidate, new Random(2), benchmarks: 1000, launches: 10, iterations: 15);
    }

    /// <summary>Removes them.</summary>
    [GlobalCleanup]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    /// <summary>The tool's start.</summary>
    [Benchmark]
    public void Version() => ToolProcess.Run([0], "--version");

    /// <summary>A large comparison.</summary>
    [Benchmark]
    public void CompareThousand() =>
        ToolProcess.Run([0], "compare", Base, Candidate, "--report", "json");

    private string Base => Path.Combine(_folder, "base");

    private string Candidate => Path.Combine(_folder, "candidate");
}
