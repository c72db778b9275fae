using Npgsql;

[assembly: AssemblyFixture(typeof(PerfGate.Tool.Tests.Stores.PostgresServer))]

namespace PerfGate.Tool.Tests.Stores;

/// <summary>
/// A real PostgreSQL server for all tests: the one that the variable names, else one of the machine's binaries, started by the first test that needs it. Where there are none, such tests
/// are skipped.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Variable = "PERFGATE_TEST_POSTGRES";

    private readonly Lazy<Task<string>> _connection;
    private OwnServer? _own;

    public PostgresServer() => _connection = new Lazy<Task<string>>(async () =>
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return given;
        }

        _own = await OwnServer.StartAsync();
        return _own.Connection;
    });

    /// <summary>A new and empty database of it.</summary>
    internal async Task<TestDatabase> NewDatabaseAsync() => await TestDatabase.NewAsync(await _connection.Value);

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_own is not null)
        {
            await _own.DisposeAsync();
        }
    }
}
