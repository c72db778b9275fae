using Npgsql;

namespace PerfGate.Tool.Tests.Stores;

/// <summary>A database of a real server, removed at the end.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _server;

    private TestDatabase(string server, string name)
    {
        _server = server;
        Name = name;
        Connection = new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = false };
    }

    public string Name { get; }

    /// <summary>How to connect as its owner.</summary>
    public NpgsqlConnectionStringBuilder Connection { get; }

    /// <summary>The same as an address of a store.</summary>
    public string Address => $"postgres:{Connection}";

    public static async Task<TestDatabase> NewAsync(string server)
    {
        var database = new TestDatabase(server, $"t{Guid.NewGuid():N}");
        await ExecuteAsync(server, $"CREATE DATABASE {database.Name}");
        return database;
    }

    /// <summary>The address for another role, or with other settings.</summary>
    public string AddressWith(Action<NpgsqlConnectionStringBuilder> change)
    {
        var builder = new NpgsqlConnectionStringBuilder(Connection.ConnectionString);
        change(builder);
        return $"postgres:{builder}";
    }

    /// <summary>Runs SQL as the owner.</summary>
    public Task ExecuteAsync(string sql) => ExecuteAsync(Connection.ConnectionString, sql);

    /// <summary>The first column of what a query finds.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var found = new List<T>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            found.Add(reader.GetFieldValue<T>(0));
        }

        return found;
    }

    public async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(Connection.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    /// <summary>Waits until a session of the tool waits for a lock, or for something else of the server.</summary>
    /// <returns>The session's number.</returns>
    public async Task<int> WaitingAsync(string kind = "Lock")
    {
        for (var tries = 0; tries < 600; tries++)
        {
            if (await QueryAsync<int>($"SELECT pid FROM pg_stat_activity WHERE datname = '{Name}' AND application_name = 'perfgate' AND wait_event_type = '{kind}' AND state = 'active'") is [var pid, ..])
            {
                return pid;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        throw new InvalidOperationException("no session of the tool came to wait");
    }

    public async ValueTask DisposeAsync() => await ExecuteAsync(_server, $"DROP DATABASE {Name} WITH (FORCE)");

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
