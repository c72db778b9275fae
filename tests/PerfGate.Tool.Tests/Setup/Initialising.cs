using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Setup;

/// <summary><c>init</c> in repositories as there are: nothing is built.</summary>
public class Initialising
{
    private const string Main = "BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);";
    private const string Benchmark = "public class B { [BenchmarkDotNet.Attributes.Benchmark] public int One() => 1; }";

    [Fact]
    public async Task A_project_is_found_by_what_MSBuild_evaluates_and_a_second_run_changes_nothing()
    {
        // The reference is imported, the version is central, and the project itself says nothing of it.
        using var workspace = await RepositoryAsync();
        workspace.With("Directory.Packages.props", """<Project><PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup><ItemGroup><PackageVersion Include="BenchmarkDotNet" Version="0.15.8" /></ItemGroup></Project>""")
            .With("bench/Directory.Build.props", """<Project><ItemGroup><PackageReference Include="BenchmarkDotNet" /></ItemGroup></Project>""")
            .With("bench/Parser/Parser.csproj", Project("net10.0", reference: false)).With("bench/Parser/Program.cs", Main).With("bench/Parser/B.cs", Benchmark)
            .With("src/Lib/Lib.csproj", Project("net10.0", reference: false)).With("src/Lib/Notes.cs", "// measured with BenchmarkDotNet");

        var first = (await workspace.RunAsync("init")).Exits(0);

        Assert.Equal(["bench/Parser"], Projects(workspace));
        Assert.Contains("wrote       perfgate.json", first.Output, StringComparison.Ordinal);
        Assert.Equal("bin/\nobj/\nBenchmarkDotNet.Artifacts/\nperfgate-run*.json\n", await ReadAsync(workspace, ".gitignore"));
        (await workspace.RunAsync("baseline", "show")).Fails(4, "PG3001");
        var before = Files(workspace);
        var second = (await workspace.RunAsync("init")).Exits(0);
        Assert.Equal(before, Files(workspace));
        Assert.Contains("nothing was changed", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("wrote", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_this_repositorys_source_is_not_searched()
    {
        using var workspace = await RepositoryAsync();
        foreach (var folder in (string[])["bench", "node_modules/x", "bench/obj/generated", "ignored/bench", "vendor/module"])
        {
            workspace.With($"{folder}/Some.csproj", Project("net10.0")).With($"{folder}/Program.cs", Main);
        }

        workspace.With(".gitignore", "ignored/\n").With("vendor/module/.git", "gitdir: ../../.git/modules/module\n");

        (await workspace.RunAsync("init")).Exits(0);

        Assert.Equal(["bench"], Projects(workspace));
    }

    [Fact]
    public async Task Without_git_the_folders_are_searched_in_the_same_way()
    {
        using var workspace = new Workspace();
        foreach (var folder in (string[])["bench", "node_modules/x", "bench/obj/generated", "vendor/module"])
        {
            workspace.With($"{folder}/Some.csproj", Project("net10.0")).With($"{folder}/Program.cs", Main);
        }

        workspace.With("vendor/module/.git", "gitdir: ../../.git/modules/module\n");

        (await workspace.RunAsync(("GIT_CEILING_DIRECTORIES", Path.GetDirectoryName(workspace.Folder)!), "init", "--root", ".")).Exits(0);

        Assert.Equal(["bench"], Projects(workspace));
        Assert.False(File.Exists(workspace.PathOf(".gitignore")));
    }

    [Fact]
    public async Task Of_several_frameworks_the_newest_that_runs_here_is_named()
    {
        using var workspace = await RepositoryAsync();
        workspace.With("bench/Several.csproj", Project("net48;net8.0;net10.0;net99.0")).With("bench/Program.cs", Main)
            .With("old/Old.csproj", Project("net472")).With("old/Program.cs", Main);

        var result = (await workspace.RunAsync("init")).Fails(2, "PG1020");

        result.Says("suite 'Old' cannot be measured", "net472 is .NET Framework");
        var suite = Assert.Single(Config(workspace)["suites"]!.AsArray())!;
        Assert.Equal(("bench", "Several", "net10.0"), ((string)suite["project"]!, (string)suite["name"]!, (string)suite["framework"]!));
    }

    [Theory]
    [InlineData("BenchmarkDotNet.Running.BenchmarkRunner.Run<B>();", 1)]
    [InlineData("using BenchmarkDotNet.Running;\n/* args */ // args\nvar text = \"args\";\nBenchmarkSwitcher\n  .FromAssembly(typeof(B).Assembly)\n  .RunAll();", 4)]
    [InlineData("class P\n{\n  static void Main()\n  {\n    BenchmarkDotNet.Running.BenchmarkRunner.Run<B>();\n  }\n}", 5)]
    [InlineData("class P\n{\n  public static async System.Threading.Tasks.Task<int> Main(string[] arguments)\n  {\n    BenchmarkDotNet.Running.BenchmarkRunner.Run<B>(); return 0;\n  }\n}", 5)]
    public async Task A_Main_that_ignores_its_arguments_is_shown_with_the_line_to_write(string main, int line)
    {
        using var workspace = await RepositoryAsync();
        workspace.With("bench/Deaf.csproj", Project("net10.0")).With("bench/Program.cs", main).With("bench/B.cs", Benchmark);

        (await workspace.RunAsync("init")).Fails(3, "PG2014").Says($"Program.cs({line}): ", "BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);");

        // It works as soon as the line is written.
        Assert.Equal(["bench"], Projects(workspace));
        Assert.False(Directory.Exists(workspace.PathOf("bench/obj")));
    }

    [Theory]
    [InlineData("BenchmarkDotNet.Running.BenchmarkSwitcher.FromTypes([typeof(B)]).Run(args);")]
    [InlineData("var a = args; BenchmarkDotNet.Running.BenchmarkRunner.Run<B>(null, a);")]
    [InlineData("BenchmarkDotNet.Running.BenchmarkRunner.Run<B>(null, System.Environment.GetCommandLineArgs()[1..]);")]
    [InlineData("class P { static void Main(string[] a) => BenchmarkDotNet.Running.BenchmarkRunner.Run(typeof(B), args: a); }")]
    [InlineData("Helper.Go(args); class Helper { public static void Go(string[] x) { BenchmarkDotNet.Running.BenchmarkRunner.Run<B>(null, x); } }")]
    [InlineData("// no call of BenchmarkDotNet at all")]
    public async Task A_Main_that_may_pass_them_on_is_not_blamed(string main)
    {
        using var workspace = await RepositoryAsync();
        workspace.With("bench/Fine.csproj", Project("net10.0")).With("bench/Program.cs", main).With("bench/B.cs", Benchmark);

        (await workspace.RunAsync("init")).Exits(0);
    }

    [Fact]
    public async Task A_library_is_named_unless_a_program_measures_it()
    {
        using var workspace = await RepositoryAsync();
        workspace.With("bench/Used/Used.csproj", Project("net10.0", output: "Library")).With("bench/Used/B.cs", Benchmark)
            .With("bench/Alone/Alone.csproj", Project("net10.0", output: "Library")).With("bench/Alone/B.cs", Benchmark)
            .With("bench/Runner/Runner.csproj", Project("net10.0", reference: false, items: """<ProjectReference Include="../Used/Used.csproj" />""")).With("bench/Runner/Program.cs", Main);

        var result = (await workspace.RunAsync("init")).Exits(0).Says("warning PG1007: suite 'Alone' is a library");

        Assert.DoesNotContain("'Used'", result.Errors, StringComparison.Ordinal);
        Assert.Equal(["bench/Runner"], Projects(workspace));
    }

    [Fact]
    public async Task Tests_are_no_suite_unless_they_are_named()
    {
        using var workspace = await RepositoryAsync();
        workspace.With("tests/Tests.csproj", Project("net10.0", items: """<PackageReference Include="xunit.v3" Version="1.0.0" />""")).With("tests/Program.cs", Main);

        (await workspace.RunAsync("init")).Fails(2, "PG1021");
        (await workspace.RunAsync("init", "--project", "tests/Tests.csproj")).Exits(0);

        Assert.Equal(["tests"], Projects(workspace));
    }

    [Fact]
    public async Task What_a_perfgate_json_leaves_out_is_neither_blamed_nor_looked_after()
    {
        using var workspace = await RepositoryAsync();
        workspace.With("bench/Some.csproj", Project("net10.0")).With("bench/Program.cs", Main)
            .With("old/Old.csproj", Project("net10.0")).With("old/Program.cs", "BenchmarkDotNet.Running.BenchmarkRunner.Run<int>();")
            .WithConfig("{ \"suites\": [ { \"project\": \"bench\" } ] }");

        var result = (await workspace.RunAsync("init")).Exits(0);

        Assert.Contains("Not in perfgate.json: old.", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(workspace.PathOf(".config/perfgate.schema.json")));
        (await workspace.RunAsync("init", "--project", "old")).Fails(3, "PG2014");
    }

    [Fact]
    public async Task A_file_that_is_there_is_shown_with_its_difference_and_left_without_force()
    {
        using var workspace = await RepositoryAsync();
        workspace.With("bench/Some.csproj", Project("net10.0")).With("bench/Program.cs", Main).With("more/More.csproj", Project("net10.0")).With("more/Program.cs", Main)
            .WithConfig("{\n  // mine\n  \"suites\": [\n    { \"project\": \"bench\", \"launches\": 7 }\n  ]\n}\n")
            .With(".github/workflows/perfgate.yml", "name: mine\n");

        var result = (await workspace.RunAsync("init", "--ci", "github")).Fails(2, "PG1022");

        Assert.Contains("-name: mine", result.Output, StringComparison.Ordinal);
        Assert.Contains("Not in perfgate.json: more.", result.Output, StringComparison.Ordinal);
        Assert.Equal("name: mine\n", await ReadAsync(workspace, ".github/workflows/perfgate.yml"));
        Assert.Equal(["bench"], Projects(workspace));
        Assert.Contains("+      \"project\": \"more\",", (await workspace.RunAsync("init", "--project", "more")).Exits(0).Output, StringComparison.Ordinal);
        (await workspace.RunAsync("init", "--ci", "github", "--force")).Exits(0);
        Assert.Equal(["bench", "more"], Projects(workspace));
        var text = await ReadAsync(workspace, "perfgate.json");
        Assert.Contains("// mine", text, StringComparison.Ordinal);
        Assert.Contains("\"launches\": 7", text, StringComparison.Ordinal);
        (await workspace.RunAsync("init", "--ci", "github")).Exits(0);
    }

    [Theory]
    [InlineData("github", ".github/workflows/perfgate.yml", "GitHub: pull requests")]
    [InlineData("azure", "azure-pipelines.yml", "Azure Pipelines")]
    [InlineData("gitlab", ".gitlab-ci.yml", "GitLab")]
    public async Task The_CI_file_is_the_one_of_the_documents(string system, string file, string heading)
    {
        using var workspace = await RepositoryAsync();
        workspace.With("bench/Some.csproj", Project("net10.0")).With("bench/Program.cs", Main);

        var result = (await workspace.RunAsync("init", "--ci", system)).Exits(0);

        var page = (await File.ReadAllTextAsync(Repository.File("docs/ci.md"), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
        Assert.Contains($"```yaml\n{await ReadAsync(workspace, file)}```", page[page.IndexOf($"## {heading}\n", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Contains("dotnet tool install PerfGate.Tool", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("github", ".github/workflows/perfgate.yml", "shard: [1, 2, 3]", "SHARD: ${{ matrix.shard }}/3")]
    [InlineData("azure", "azure-pipelines.yml", "parallel: 3", "run --shard")]
    [InlineData("gitlab", ".gitlab-ci.yml", "parallel: 3", "run --shard")]
    public async Task The_CI_file_may_measure_in_shards(string system, string file, params string[] lines)
    {
        using var workspace = await RepositoryAsync();
        workspace.With("bench/Some.csproj", Project("net10.0")).With("bench/Program.cs", Main);

        (await workspace.RunAsync("init", "--shards", "3")).Fails(2, "PG1001");
        (await workspace.RunAsync("init", "--ci", system, "--shards", "1")).Fails(2, "PG1001");
        (await workspace.RunAsync("init", "--ci", system, "--shards", "3")).Exits(0);

        var text = await ReadAsync(workspace, file);
        Assert.All(lines.Append("check --run"), line => Assert.Contains(line, text, StringComparison.Ordinal));
        Assert.DoesNotContain("4]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("/4", text, StringComparison.Ordinal);
        Assert.DoesNotContain(" 4\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_pipeline_that_is_there_stays()
    {
        using var workspace = await RepositoryAsync();
        workspace.With("bench/Some.csproj", Project("net10.0")).With("bench/Program.cs", Main).With(".gitlab-ci.yml", "build: {}\n").With("azure-pipelines.yml", "trigger: none\n");

        Assert.Contains("include:", (await workspace.RunAsync("init", "--ci", "gitlab")).Exits(0).Output, StringComparison.Ordinal);
        (await workspace.RunAsync("init", "--ci", "azure")).Exits(0);

        Assert.Equal(("build: {}\n", "trigger: none\n"), (await ReadAsync(workspace, ".gitlab-ci.yml"), await ReadAsync(workspace, "azure-pipelines.yml")));
        Assert.True(File.Exists(workspace.PathOf(".gitlab/perfgate.yml")) && File.Exists(workspace.PathOf("azure-pipelines.perfgate.yml")));
    }

    [Fact]
    public async Task Without_benchmarks_it_says_how_to_begin_and_writes_nothing()
    {
        using var workspace = await RepositoryAsync();
        workspace.With("src/Lib.csproj", Project("net10.0", reference: false));

        (await workspace.RunAsync("init")).Fails(2, "PG1021").Says("`dotnet perfgate init --new bench/Benchmarks`");

        Assert.False(File.Exists(workspace.PathOf("perfgate.json")));
    }

    [Fact]
    public async Task A_dry_run_writes_nothing()
    {
        using var workspace = await RepositoryAsync();
        workspace.With("bench/Some.csproj", Project("net10.0")).With("bench/Program.cs", Main);
        var before = Files(workspace);

        var result = (await workspace.RunAsync("init", "--ci", "github", "--dry-run", "--baseline", "--trial")).Exits(0);

        Assert.Contains("would write perfgate.json", result.Output, StringComparison.Ordinal);
        Assert.Equal(before, Files(workspace));
    }

    [Fact]
    public async Task Ignored_baselines_are_warned_of()
    {
        using var workspace = await RepositoryAsync();
        workspace.With("bench/Some.csproj", Project("net10.0")).With("bench/Program.cs", Main).With(".gitignore", "baselines/\n");

        (await workspace.RunAsync("init")).Exits(0).Says("warning PG3001: git ignores the folder of the baselines");
    }

    [Fact]
    public async Task A_project_that_MSBuild_cannot_read_does_not_stop_the_others()
    {
        using var workspace = await RepositoryAsync();
        workspace.With("bench/Some.csproj", Project("net10.0")).With("bench/Program.cs", Main).With("broken/Broken.csproj", "<Project>BenchmarkDotNet");

        (await workspace.RunAsync("init")).Exits(0).Says("warning PG2001: project 'Broken.csproj' cannot be evaluated");

        Assert.Equal(["bench"], Projects(workspace));
    }

    private static async Task<Workspace> RepositoryAsync()
    {
        var workspace = new Workspace();
        await workspace.GitAsync("init", "--quiet");
        return workspace;
    }

    private static string Project(string frameworks, bool reference = true, string output = "Exe", string items = "") => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>{output}</OutputType>
            <TargetFramework{(frameworks.Contains(';', StringComparison.Ordinal) ? "s" : "")}>{frameworks}</TargetFramework{(frameworks.Contains(';', StringComparison.Ordinal) ? "s" : "")}>
          </PropertyGroup>
          <ItemGroup>{(reference ? """<PackageReference Include="BenchmarkDotNet" Version="0.15.8" />""" : "")}{items}</ItemGroup>
        </Project>
        """;

    private static JsonNode Config(Workspace workspace) => JsonNode.Parse(
        File.ReadAllText(workspace.PathOf("perfgate.json")), documentOptions: new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip })!;

    private static IEnumerable<string> Projects(Workspace workspace) => Config(workspace)["suites"]!.AsArray().Select(suite => (string)suite!["project"]!);

    private static async Task<string> ReadAsync(Workspace workspace, string file) => await File.ReadAllTextAsync(workspace.PathOf(file), TestContext.Current.CancellationToken);

    private static Dictionary<string, string> Files(Workspace workspace) => Directory.GetFiles(workspace.Folder, "*", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}.git{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).ToDictionary(file => file, File.ReadAllText);
}
