namespace PerfGate.Tool.Tests.Stores;

/// <summary>Tests of a database of their own on the real server.</summary>
public abstract class PostgresTests(PostgresServer server) : IAsyncLifetime
{
    private TestDatabase? _database;

    internal TestDatabase Database => _database!;

    public async ValueTask InitializeAsync() => _database = await server.NewDatabaseAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    internal static async Task ExecuteAsync(Npgsql.NpgsqlConnection connection, string sql)
    {
        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    internal async Task<StoredSuite> NewSuiteAsync()
    {
        var suite = new StoredSuite(Database.Address, "a");
        (await suite.RunAsync("store", "migrate")).Exits(0);
        (await suite.RunAsync("baseline", "update")).Exits(0);
        return suite;
    }

    // Roles are the server's and not the database's: each has a name of its own.
    internal async Task<string> NewRoleAsync(string options, params string[] grants)
    {
        var role = $"r{Guid.NewGuid():N}";
        await Database.ExecuteAsync($"CREATE ROLE {role} LOGIN {options}");
        foreach (var grant in grants)
        {
            await Database.ExecuteAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, grant, role));
        }

        return role;
    }

    internal async Task<string> DocumentAsync() => Assert.Single(await Database.QueryAsync<string>("SELECT document FROM perfgate_baseline"));
}
