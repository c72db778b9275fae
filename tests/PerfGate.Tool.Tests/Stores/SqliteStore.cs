namespace PerfGate.Tool.Tests.Stores;

public sealed class SqliteStore : StoreContract, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("perfgate-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // A folder that is not there yet is made, too.
    private protected override Task<StoreUnderTest> NewStoreAsync() => Task.FromResult<StoreUnderTest>(new SqliteUnderTest(Path.Combine(_folder, "below", "perf.db")));
}
