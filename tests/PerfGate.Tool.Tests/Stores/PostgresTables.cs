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
        Assert.Equal([1, 2], await Database.QueryAsync<int>("SELECT version FROM perfgate_schema ORDER BY version"));
        (await suite.RunAsync("baseline", "update")).Exits(0);
    }

    [Fact]
    public async Task Tables_of_the_first_version_are_brought_to_this_one_with_all_that_is_in_them()
    {
        using var suite = await NewSuiteAsync();
        (await suite.RunAsync("run", "--save")).Exits(0);
        // As the first version left them.
        await Database.ExecuteAsync("ALTER TABLE perfgate_run DROP COLUMN run_id; DELETE FROM perfgate_schema WHERE version = 2");
        var before = await DocumentAsync();

        (await suite.RunAsync("check")).Fails(4, "PG5004").Says("version 1", "dotnet perfgate store migrate");
        (await suite.RunAsync("store", "migrate")).Exits(0).Says("from version 1 to 2");

        (await suite.RunAsync("check")).Exits(0);
        (await suite.RunAsync("run", "--save")).Exits(0);
        Assert.Equal(before, await DocumentAsync());
        Assert.Equal([2L], await Database.QueryAsync<long>("SELECT count(*) FROM perfgate_run"));
    }

    [Fact]
    public async Task A_migration_that_is_cut_off_leaves_nothing()
    {
        using var suite = new StoredSuite(Database.Address, "a");
        // Its tables would be made one after the other; somebody holds the name of the last one.
        await Database.ExecuteAsync("CREATE TABLE perfgate_run (mine int)");

        (await suite.RunAsync("store", "migrate")).Fails(4, "PG5006").Says("already exists");

        Assert.Equal(["perfgate_run"], await Database.QueryAsync<string>("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'"));
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
    public async Task A_writer_can_store_and_cannot_make_or_remove_tables()
    {
        using var suite = await NewSuiteAsync();
        var writer = await NewRoleAsync("", [.. await Statements("reader"), .. await Statements("writer")]);
        var address = Database.AddressWith(connection => connection.Username = writer);

        foreach (var command in (string[])["baseline update", "run --save", "calibrate --launches 2", "check"])
        {
            (await suite.RunAsAsync(address, command.Split(' '))).Exits(0);
        }

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => As(address, "DROP TABLE perfgate_baseline"));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => As(address, "DELETE FROM perfgate_baseline"));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => As(address, "INSERT INTO perfgate_schema VALUES (2, now(), 'x')"));
    }

    [Fact]
    public async Task A_pruner_can_remove_runs_and_nothing_else()
    {
        using var suite = await NewSuiteAsync();
        (await suite.RunAsync("run", "--save")).Exits(0);
        var pruner = await NewRoleAsync("", [.. await Statements("pruner")]);
        var address = Database.AddressWith(connection => connection.Username = pruner);

        (await suite.RunAsAsync(address, "store", "prune", "--before", "9999-01-01")).Exits(0).Says("removed 1 run from");

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
