using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.BadInput;

/// <summary>Suites that the tool builds itself, and cannot use.</summary>
[Collection<OneAtATime>]
public class UnusableSuites(Samples samples)
{
    [Fact]
    public async Task A_suite_that_does_not_build_is_refused_with_the_compilers_error() =>
        (await UpdateAsync("Broken", 3, "PG2001")).Says("suite 'Broken' does not build", "Program.cs(", "error CS1002");

    [Fact]
    public async Task A_suite_that_is_not_optimised_is_refused() =>
        (await UpdateAsync("Unoptimized", 3, "PG2005")).Says("suite 'Unoptimized' is a Debug build");

    [Fact]
    public async Task A_suite_that_is_deaf_to_arguments_is_refused() =>
        (await UpdateAsync("Deaf", 3, "PG2014")).Says("BenchmarkSwitcher");

    [Fact]
    public async Task A_suite_that_was_never_built_is_refused_with_no_build()
    {
        using var workspace = samples.NewWorkspace()
            .With("suite/New.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""")
            .WithConfig("""{ "suites": [ { "project": "suite" } ] }""");

        (await workspace.RefusesAsync(3, "PG2001", "baseline", "update", "--no-build")).Says("Leave out --no-build");
    }

    [Fact]
    public async Task A_library_is_no_suite()
    {
        using var workspace = samples.NewWorkspace()
            .With("suite/Library.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""")
            .WithConfig("""{ "suites": [ { "project": "suite" } ] }""");

        (await workspace.RefusesAsync(2, "PG1007", "baseline", "update", "--no-build")).Says("OutputType");
    }

    [Theory]
    [InlineData("net9.0;net10.0", null, 2, "PG1005", "\"framework\": \"net9.0\"")]
    [InlineData("net9.0;net10.0", "net8.0", 2, "PG1005", "Did you mean 'net9.0'?")]
    [InlineData("net48", null, 2, "PG1020", "net48 is .NET Framework")]
    [InlineData("net10.0;net472", "net472", 2, "PG1020", "net472 is .NET Framework")]
    [InlineData("net10.0", null, 3, "PG2014", "Program.cs(1): BenchmarkDotNet")]
    public async Task What_stops_a_suite_is_said_before_anything_is_built(string frameworks, string? framework, int exitCode, string code, string said)
    {
        using var workspace = samples.NewWorkspace()
            .With("suite/Suite.csproj", $"""<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFrameworks>{frameworks}</TargetFrameworks></PropertyGroup></Project>""")
            .With("suite/Program.cs", "BenchmarkDotNet.Running.BenchmarkRunner.Run<B>();")
            .WithConfig(new { suites = new[] { new { project = "suite", framework } } });

        (await workspace.RefusesAsync(exitCode, code, "baseline", "update")).Says(said);

        Assert.False(Directory.Exists(workspace.PathOf("suite/obj")));
    }

    private async Task<CliResult> UpdateAsync(string sample, int exitCode, string code)
    {
        // It has the steady suite's baseline, so that there is something to lose.
        using var workspace = samples.NewWorkspace().WithConfig(Samples.Config([Samples.Suite(sample)]));
        return await workspace.RefusesAsync(exitCode, code, "baseline", "update");
    }
}
