using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Stores;

/// <summary>Who says where the store is, and how.</summary>
public class StoreAddresses(PostgresServer server)
{
    [Theory]
    [InlineData("there", "there")]
    [InlineData("files:there", "there")]
    [InlineData("./a:b", "a:b")]
    public async Task A_folder_needs_no_scheme(string store, string folder)
    {
        using var suite = new StoredSuite(store, "a");

        (await suite.RunAsync("baseline", "update")).Exits(0);

        Assert.Single(Directory.GetFiles(suite.Workspace.PathOf(folder)));
    }

    [Theory]
    [InlineData("ftp://host/folder")]
    [InlineData("mysql:host")]
    [InlineData("sqlite:")]
    [InlineData("files:")]
    [InlineData("postgres:")]
    [InlineData("postgres://")]
    [InlineData("postgres:///perf")]
    [InlineData("postgres://host:many/perf")]
    [InlineData("postgres:@missing")]
    [InlineData("postgres:@empty")]
    [InlineData("postgres:@two")]
    [InlineData("postgres:@nested")]
    public async Task What_is_no_store_is_refused(string store)
    {
        using var suite = new StoredSuite("baselines", "a");
        suite.Workspace.With("empty", "\n").With("two", "Host=a\nHost=b\n").With("nested", "postgres:@two");

        (await suite.RunAsAsync(store, "check")).Fails(2, "PG1001").Says("PERFGATE_STORE");
        (await suite.RunAsync("check", "--store", store)).Fails(2, "PG1001").Says("the command line");
    }

    [Fact]
    public async Task The_command_line_comes_before_the_variable_and_that_before_the_configuration()
    {
        using var suite = new StoredSuite("", "a");
        suite.Workspace.WithConfig("""{ "suites": [ { "name": "a", "command": ["sh", "bench.sh", "a"], "launches": 1 } ], "baselines": { "path": "sqlite:sub/config.db" } }""");

        (await suite.RunAsAsync("", "baseline", "update")).Exits(0);
        Assert.Equal(["sub/config.db"], Stored());
        (await suite.RunAsAsync("sqlite:variable.db", "baseline", "update")).Exits(0);
        Assert.Equal(["sub/config.db", "variable.db"], Stored());
        (await suite.RunAsAsync("sqlite:variable.db", "baseline", "update", "--store", "sqlite:option.db")).Exits(0);
        Assert.Equal(["option.db", "sub/config.db", "variable.db"], Stored());

        List<string> Stored() => [.. Directory.GetFiles(suite.Workspace.Folder, "*.db", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(suite.Workspace.Folder, file)).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task A_pull_request_takes_the_configuration_of_its_branch_and_the_baselines_of_the_database()
    {
        await using var database = await server.NewDatabaseAsync();
        using var suite = new StoredSuite(database.Address, "a");
        suite.Workspace.With(".gitignore", ".tmp/\n");
        await suite.Workspace.CommitAsync();
        (await suite.RunAsync("store", "migrate")).Exits(0);
        (await suite.RunAsync("baseline", "update")).Exits(0);
        suite.Workspace.With("value", "300");

        (await suite.RunAsync("check", "--baseline-from", "HEAD", "--no-confirm")).Fails(1, "PG4002");
    }

    [Fact]
    public async Task A_build_is_told_that_a_database_may_always_have_changed()
    {
        await using var database = await server.NewDatabaseAsync();
        using var suite = new StoredSuite(database.Address, "a");
        (await suite.RunAsync("store", "migrate")).Exits(0);
        (await suite.RunAsync("baseline", "update")).Exits(0);

        (await suite.RunAsync("check", "--inputs", "inputs.proj")).Exits(0);
        Assert.Contains("a store that no file shows", await TextAsync(), StringComparison.Ordinal);
        (await suite.RunAsAsync("sqlite:perf.db", "baseline", "update")).Exits(0);
        (await suite.RunAsAsync("sqlite:perf.db", "check", "--inputs", "inputs.proj")).Exits(0);
        Assert.Contains("/perf.db\"", await TextAsync(), StringComparison.Ordinal);

        Task<string> TextAsync() => File.ReadAllTextAsync(suite.Workspace.PathOf("inputs.proj"), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_folder_has_nothing_to_migrate()
    {
        using var suite = new StoredSuite("baselines", "a");

        (await suite.RunAsync("store", "migrate")).Exits(0).Says("nothing to do");
    }

    [Fact]
    public async Task What_talks_to_databases_is_not_loaded_where_the_store_is_a_folder()
    {
        using var suite = new StoredSuite("baselines", "a");
        (await suite.RunAsync("baseline", "update")).Exits(0);
        var tool = suite.Workspace.PathOf("tool");
        Directory.CreateDirectory(tool);
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Cli.Assembly)!))
        {
            File.Copy(file, Path.Combine(tool, Path.GetFileName(file)));
        }

        // Who loads one of these fails.
        string[] unusable = [.. Directory.GetFiles(tool, "*.dll").Where(file => Path.GetFileName(file) is var name && (name.Contains("EntityFramework", StringComparison.Ordinal) || name.StartsWith("Npgsql", StringComparison.Ordinal) || name.Contains("Sqlite", StringComparison.OrdinalIgnoreCase)))];
        Assert.InRange(unusable.Length, 6, 12);
        Assert.All(unusable, file => File.WriteAllBytes(file, []));

        foreach (var command in (string[])["--version", "check", "baseline show", "baseline update", "compare baselines baselines"])
        {
            using var running = RunningProcess.Start("dotnet", [Path.Combine(tool, "dotnet-perfgate.dll"), .. command.Split(' ')], suite.Workspace.Folder, suite.Variables());
            (await running.FinishAsync()).Exits(0);
        }
    }
}
