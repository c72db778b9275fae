using Microsoft.Data.Sqlite;

namespace PerfGate.Tool.Tests.Stores;

internal sealed class SqliteUnderTest(string path) : StoreUnderTest
{
    public override string Address => $"sqlite:{path}";

    public override Task<IReadOnlyList<string>> BaselinesAsync() => QueryAsync("SELECT document FROM perfgate_baseline ORDER BY environment");

    public override Task<IReadOnlyList<string>> CalibrationsAsync() => QueryAsync("SELECT document FROM perfgate_calibration ORDER BY environment");

    public override Task<IReadOnlyList<string>> RunsAsync() => QueryAsync("SELECT document FROM perfgate_run ORDER BY key");

    protected override async Task ReplaceAsync(string text)
    {
        await using var connection = Open();
        await using var command = new SqliteCommand("UPDATE perfgate_baseline SET document = $text, version = version + 1", connection);
        command.Parameters.AddWithValue("$text", text);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
    }

    public override async Task PutSessionAsync(string key, string text)
    {
        await using var connection = Open();
        await using var command = new SqliteCommand("INSERT INTO perfgate_history VALUES ($key, '2024-10-04 00:00:00', $text, '2024-10-04 00:00:00', 'x')", connection);
        command.Parameters.AddWithValue("$key", key);
        command.Parameters.AddWithValue("$text", text);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    public override void IsClean() => Assert.Single(Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!));

    private async Task<IReadOnlyList<string>> QueryAsync(string sql)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        await using var connection = Open();
        await using var command = new SqliteCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var found = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }
}
