using PerfGate.Diagnostics;
using PerfGate.Tool.Measuring;

namespace PerfGate.Tool.Setup;

/// <summary>A small benchmark project that builds, runs, and passes its arguments on.</summary>
internal static class NewProject
{
    /// <summary>The version of BenchmarkDotNet that PerfGate is tested with most.</summary>
    private const string Harness = "0.15.8";

    private const string Program = """
        using BenchmarkDotNet.Running;

        // PerfGate starts this program with arguments: they have to be passed on.
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);

        """;

    /// <summary>The files of the project; none where it is there already.</summary>
    /// <param name="folder">Where it is to be, below the root; its last part is the project's name.</param>
    /// <param name="root">The root.</param>
    /// <param name="cancellation">Stops asking the SDK.</param>
    /// <exception cref="PerfGateException">PG1022: another project is there already.</exception>
    public static async Task<IReadOnlyList<PlannedFile>> FilesAsync(string folder, string root, CancellationToken cancellation)
    {
        var name = Path.GetFileName(folder);
        var path = Path.Combine(root, folder);
        var others = Directory.Exists(path) ? Directory.GetFiles(path, "*.*proj").Where(file => Path.GetFileName(file) != $"{name}.csproj").ToList() : [];
        return others.Count > 0
            ? throw new PerfGateException(
                DiagnosticCode.PG1022, $"there is another project in '{folder}'", string.Join(", ", others.Select(Path.GetFileName)), "Name a folder that is not there yet")
            : File.Exists(Path.Combine(path, $"{name}.csproj")) ? []
            :
            [
                new PlannedFile($"{folder}/{name}.csproj", Project(await FrameworkAsync(root, cancellation), IsCentral(path))),
                new PlannedFile($"{folder}/Program.cs", Program),
                new PlannedFile($"{folder}/TextBenchmarks.cs", Benchmarks(Namespace(name))),
            ];
    }

    private static string Project(string framework, bool isCentral) => $"""
        <Project Sdk="Microsoft.NET.Sdk">

          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>{framework}</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <IsPackable>false</IsPackable>
            <!-- A short launch would measure code that is not optimised yet. -->
            <TieredCompilation>false</TieredCompilation>
          </PropertyGroup>

          <ItemGroup>
            <PackageReference Include="BenchmarkDotNet" {(isCentral ? "VersionOverride" : "Version")}="{Harness}" />
            <!-- The project to measure: <ProjectReference Include="../../src/My.Library/My.Library.csproj" /> -->
          </ItemGroup>

        </Project>

        """.ReplaceLineEndings("\n");

    private static string Benchmarks(string space) => $$"""
        using BenchmarkDotNet.Attributes;

        namespace {{space}};

        /// <summary>An example; put your own in its place.</summary>
        public class TextBenchmarks
        {
            private string[] _words = [];

            /// <summary>How many words there are.</summary>
            [Params(100, 1000)]
            public int Words { get; set; }

            /// <summary>Makes the words, once.</summary>
            [GlobalSetup]
            public void MakeWords() => _words = [.. Enumerable.Range(0, Words).Select(i => $"word {i}")];

            /// <summary>Joins them.</summary>
            [Benchmark]
            public string Join() => string.Join(' ', _words);
        }

        """.ReplaceLineEndings("\n");

    // With central package management a version may stand in the project only as an override.
    private static bool IsCentral(string folder)
    {
        for (var above = folder; above is not null; above = Path.GetDirectoryName(above))
        {
            var file = Path.Combine(above, "Directory.Packages.props");
            if (File.Exists(file))
            {
                return File.ReadAllText(file).Contains("ManagePackageVersionsCentrally", StringComparison.OrdinalIgnoreCase);
            }
        }

        return false;
    }

    private static async Task<string> FrameworkAsync(string root, CancellationToken cancellation)
    {
        var told = await ChildProcess.CaptureAsync(ChildProcess.DotNetHost, ["--version"], root, SuiteBuilder.Limit, cancellation);
        return told.ExitCode == 0 && Version.TryParse(told.Output.Split('-')[0].Trim(), out var sdk)
            ? $"net{sdk.Major}.0"
            : throw new PerfGateException(DiagnosticCode.PG2001, "there is no SDK for this folder", told.All.Trim(), "Install the SDK that global.json asks for, or correct global.json");
    }

    private static string Namespace(string name) => string.Join('.', name.Split('.').Select(part =>
        new string([.. part.Select(c => char.IsLetterOrDigit(c) ? c : '_')]) is var clean && (clean.Length == 0 || char.IsDigit(clean[0])) ? $"_{clean}" : clean));
}
