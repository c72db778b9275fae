using Npgsql;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Stores;

internal sealed class PostgresUnderTest(TestDatabase database) : StoreUnderTest
{
    public override string Address => database.Address;

    /// <summary>Makes the tables, which nobody does unasked.</summary>
    public override async Task PrepareAsync(Workspace workspace) => (await workspace.RunAsync(("PERFGATE_STORE", Address), "store", "migrate")).Exits(0);

    public override Task<IReadOnlyList<string>> BaselinesAsync() => database.QueryAsync<string>("SELECT document FROM perfgate_baseline ORDER BY environment");

    public override Task<IReadOnlyList<string>> CalibrationsAsync() => database.QueryAsync<string>("SELECT document FROM perfgate_calibration ORDER BY environment");

    public override Task<IReadOnlyList<string>> RunsAsync() => database.QueryAsync<string>("SELECT document FROM perfgate_run ORDER BY key");

    protected override async Task ReplaceAsync(string text)
    {
        await using var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand("UPDATE perfgate_baseline SET document = $1, version = version + 1", connection) { Parameters = { new() { Value = text } } };
        Assert.Equal(1, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
    }

    public override async Task PutSessionAsync(string key, string text)
    {
        await using var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand("INSERT INTO perfgate_history VALUES ($1, '2024-10-04', $2, now(), 'x')", connection) { Parameters = { new() { Value = key }, new() { Value = text } } };
        Assert.Equal(1, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
    }

    public override ValueTask DisposeAsync() => database.DisposeAsync();
}
