using PerfGate.Tool.Tests.Stores;

namespace PerfGate.Tool.Tests.Histories;

public class PostgresHistory(PostgresServer server) : DatabaseHistory
{
    private protected override async Task<StoreUnderTest> NewStoreAsync() => new PostgresUnderTest(await server.NewDatabaseAsync());
}
