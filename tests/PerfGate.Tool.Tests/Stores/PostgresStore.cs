namespace PerfGate.Tool.Tests.Stores;

public class PostgresStore(PostgresServer server) : StoreContract
{
    private protected override async Task<StoreUnderTest> NewStoreAsync() => new PostgresUnderTest(await server.NewDatabaseAsync());
}
