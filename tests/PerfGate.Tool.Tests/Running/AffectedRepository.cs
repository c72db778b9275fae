namespace PerfGate.Tool.Tests.Running;

/// <summary>
/// A repository with a suite that references, takes files from, and lies beside other projects; committed, with a baseline of that commit. The suite that is started replays recorded launches;
/// MSBuild is only asked what it would be built from.
/// </summary>
public sealed class AffectedRepository : IAsyncLifetime
{
    private const string Library = """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>netstandard2.0</TargetFramework></PropertyGroup></Project>""";

    internal ReplayedSuite Suite { get; } = new();

    internal Workspace Workspace => Suite.Workspace;

    public async ValueTask InitializeAsync()
    {
        await Suite.InitializeAsync();
        File.Delete(Directory.GetFiles(Workspace.PathOf("suite"), "*.*proj").Single());
        Workspace
            .With("suite/Suite.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType></PropertyGroup>
                  <ItemGroup>
                    <ProjectReference Include="../src/Lib/Lib.csproj" />
                    <ProjectReference Include="../src/Generator/Generator.csproj" ReferenceOutputAssembly="false" OutputItemType="Analyzer" />
                    <Compile Include="../src/Other/Linked/*.cs" />
                  </ItemGroup>
                </Project>
                """)
            .With("src/Lib/Lib.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks></PropertyGroup>
                  <ItemGroup Condition="'$(TargetFramework)' == 'netstandard2.0'"><ProjectReference Include="../Old/Old.csproj" /></ItemGroup>
                </Project>
                """)
            .With("src/Old/Old.csproj", Library)
            .With("src/Generator/Generator.csproj", Library)
            .With("src/Other/Other.csproj", Library);
        foreach (var file in Files)
        {
            Workspace.With(file, "// 1\n");
        }

        await CommitAsync();
        (await Suite.RunAsync("baseline", "update")).Exits(0);
        // The baseline is committed after the commit that it is of.
        await CommitAsync();
    }

    private static readonly string[] Files =
    [
        "README.md", "tools/data.bin", "src/Lib/Lib.cs", "src/Lib/README.md", "src/Old/Old.cs", "src/Generator/Generator.cs", "src/Other/Other.cs", "src/Other/Linked/Linked.cs",
        "src/Other/Linked/Second.cs",
    ];

    /// <summary>Commits all there is.</summary>
    internal async Task CommitAsync()
    {
        await Workspace.GitAsync("add", ".");
        await Workspace.GitAsync("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "more");
    }

    /// <summary>A check of what is affected, with as few launches as can be.</summary>
    internal Task<CliResult> CheckAsync(params string[] arguments) => Suite.RunAsync(["check", "--affected", "--quick", .. arguments]);

    /// <summary>Takes back what was not committed.</summary>
    internal async Task RestoreAsync()
    {
        await Workspace.GitAsync("reset", "--quiet", "--hard");
        await Workspace.GitAsync("clean", "--quiet", "--force", "-d");
    }

    public ValueTask DisposeAsync() => Suite.DisposeAsync();
}
