using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Stores;

/// <summary>Who makes the tables of a real server, who may use them, and what happens where they are not what they should be.</summary>
public sealed class PostgresTables(PostgresServer server) : PostgresTests(server)
{
    [Fact]
    public async Task Tables_are_not_made_unasked()
    {
        using var suite = new StoredSuite(Database.Address, "a");

        foreach (var command in (string[])["check", "baseline update"])
        {
            (await suite.RunAsync(command.Split(' '))).Fails(4, "PG5004").Says("dotnet perfgate store migrate");
        }

        Assert.Empty(await Database.QueryAsync<string>("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'"));
    }

    [Fact]
    public async Task Migrating_several_times_at_once_and_again_makes_the_tables_once()
    {
        using var suite = new StoredSuite(Database.Address, "a");

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => suite.RunAsync("store", "migrate")));

        Assert.All(results, result => result.Exits(0));
        Assert.Single(results, result => result.Errors.Contains("made the tables", StringComparison.Ordinal));
        (await suite.RunAsync("store", "migrate")).Exits(0).Says("nothing to do");
        Assert.Equal([1, 2, 3], await Database.QueryAsync<int>("SELECT version FROM perfgate_schema ORDER BY version"));
        (await suite.RunAsync("baseline", "update")).Exits(0);
    }

    // As each version left them.
    [Theory]
    [InlineData(1, "DROP TABLE perfgate_history; ALTER TABLE perfgate_run DROP COLUMN run_id")]
    [InlineData(2, "DROP TABLE perfgate_history")]
    public async Task Older_tables_are_brought_to_this_version_with_all_that_is_in_them(int version, string sql)
    {
        using var suite = await NewSuiteAsync();
        (await suite.RunAsync("run", "--save")).Exits(0);
        await Database.ExecuteAsync($"{sql}; DELETE FROM perfgate_schema WHERE version > {version}");
        var before = await DocumentAsync();

        (await suite.RunAsync("check")).Fails(4, "PG5004").Says($"version {version}", "dotnet perfgate store migrate");
        (await suite.RunAsync("store", "migrate")).Exits(0).Says($"from version {version} to 3");

        (await suite.RunAsync("check")).Exits(0);
        // Another result: two that are alike within a second are one.
        suite.Workspace.With("value", "101");
        (await suite.RunAsync("run", "--save")).Exits(0);
        Assert.Equal(before, await DocumentAsync());
        Assert.Equal([2L], await Database.QueryAsync<long>("SELECT count(*) FROM perfgate_run"));
    }

    [Fact]
    public async Task A_migration_that_is_cut_off_leaves_nothing()
    {
        using var suite = new StoredSuite(Database.Address, "a");
        // Its tables would be made one after the other; somebody holds the name of the last one.
        await Database.ExecuteAsync("CREATE TABLE perfgate_history (mine int)");

        (await suite.RunAsync("store", "migrate")).Fails(4, "PG5006").Says("already exists");

        Assert.Equal(["perfgate_history"], await Database.QueryAsync<string>("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'"));
    }

    [Fact]
    public async Task Newer_tables_are_refused_by_every_command()
    {
        using var suite = await NewSuiteAsync();
        await Database.ExecuteAsync("INSERT INTO perfgate_schema VALUES (99, now(), '9.9')");

        foreach (var command in (string[])["check", "baseline anchor v1", "store migrate"])
        {
            (await suite.RunAsync(command.Split(' '))).Fails(4, "PG5005").Says("version 99", "Update the tool");
        }
    }

    [Fact]
    public async Task A_reader_can_check_and_cannot_write()
    {
        using var suite = await NewSuiteAsync();
        var before = await DocumentAsync();
        var reader = await NewRoleAsync("", [.. await Statements("reader")]);
        var address = Database.AddressWith(connection => connection.Username = reader);

        (await suite.RunAsAsync(address, "check")).Exits(0);
        foreach (var command in (string[])["baseline update", "baseline anchor v1", "run --save", "calibrate --launches 2"])
        {
            (await suite.RunAsAsync(address, command.Split(' '))).Fails(4, "PG5006").Says("permission denied for table");
        }

        Assert.Equal(before, await DocumentAsync());
    }

    [Fact]
    public async Task Of_a_reader_the_verdict_stays_and_one_line_says_that_its_session_was_not_kept()
    {
        using var suite = await NewSuiteAsync();
        var reader = await NewRoleAsync("", [.. await Statements("reader")]);
        var address = Database.AddressWith(connection => connection.Username = reader);
        suite.KeepHistory();
        (await suite.RunAsync("check")).Exits(0).Says("added to the history: 1 session");

        // Other results: two that are alike within a second are one, which is there.
        suite.Workspace.With("value", "99");
        var passed = (await suite.RunAsAsync(address, "check")).Exits(0);
        suite.Workspace.With("value", "300");
        var red = (await suite.RunAsAsync(address, "check", "--no-confirm")).Fails(1, "PG4002");

        foreach (var result in (CliResult[])[passed, red])
        {
            Assert.Matches("^note PG5013: the session was not added to the history: the store 'postgres://.*' refused \\(42501: permission denied for table perfgate_history\\)$", Assert.Single(result.Errors.Split('\n'), line => line.Contains("history", StringComparison.Ordinal)));
        }

        Assert.Equal([1L], await Database.QueryAsync<long>("SELECT count(*) FROM perfgate_history"));
        (await suite.RunAsAsync(address, "history", "list")).Exits(0);
        (await suite.RunAsAsync(address, "history", "import", "perfgate-run.json")).Fails(2, "PG1007");
    }

    [Fact]
    public async Task A_writer_can_store_and_cannot_make_or_remove_tables()
    {
        using var suite = await NewSuiteAsync();
        var writer = await NewRoleAsync("", [.. await Statements("reader"), .. await Statements("writer")]);
        var address = Database.AddressWith(connection => connection.Username = writer);

        suite.KeepHistory();
        foreach (var command in (string[])["baseline update", "run --save", "calibrate --launches 2", "check"])
        {
            (await suite.RunAsAsync(address, command.Split(' '))).Exits(0);
        }

        Assert.Equal([3L], await Database.QueryAsync<long>("SELECT count(*) FROM perfgate_history"));

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => As(address, "DROP TABLE perfgate_baseline"));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => As(address, "DELETE FROM perfgate_baseline"));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => As(address, "INSERT INTO perfgate_schema VALUES (99, now(), 'x')"));
    }

    [Fact]
    public async Task A_pruner_can_remove_runs_and_sessions_and_nothing_else()
    {
        using var suite = await NewSuiteAsync();
        suite.KeepHistory();
        (await suite.RunAsync("run", "--save")).Exits(0);
        var pruner = await NewRoleAsync("", [.. await Statements("pruner")]);
        var address = Database.AddressWith(connection => connection.Username = pruner);

        (await suite.RunAsAsync(address, "store", "prune", "--before", "9999-01-01")).Exits(0).Says("removed 1 run from");

        (await suite.RunAsAsync(address, "store", "prune", "--before", "9999-01-01", "--history")).Exits(0).Says("removed 1 session from");

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => As(address, "DELETE FROM perfgate_baseline"));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => As(address, "UPDATE perfgate_run SET document = ''"));
    }

    [Fact]
    public async Task Who_may_not_make_tables_is_refused_in_the_servers_words()
    {
        using var suite = new StoredSuite(Database.Address, "a");
        var role = await NewRoleAsync("");

        (await suite.RunAsAsync(Database.AddressWith(connection => connection.Username = role), "store", "migrate")).Fails(4, "PG5006").Says("permission denied for schema public");
    }

    // Exactly what the page tells people to run.
    private static async Task<IReadOnlyList<string>> Statements(string role)
    {
        var page = await File.ReadAllTextAsync(Repository.File("docs/stores.md"), TestContext.Current.CancellationToken);
        var granted = System.Text.RegularExpressions.Regex.Matches(page, $"^(GRANT .* TO )perf_{role};\r?$", System.Text.RegularExpressions.RegexOptions.Multiline);
        Assert.NotEmpty(granted);
        return [.. granted.Select(match => $"{match.Groups[1].Value}{{0}}")];
    }

    private static async Task As(string address, string sql)
    {
        await using var connection = new Npgsql.NpgsqlConnection(address["postgres:".Length..]);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(connection, sql);
    }
}
