using PerfGate.Tool.Tests.Stores;

namespace PerfGate.Tool.Tests.Histories;

public sealed class SqliteHistory : DatabaseHistory, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("perfgate-test-").FullName;

    private protected override Task<StoreUnderTest> NewStoreAsync() => Task.FromResult<StoreUnderTest>(new SqliteUnderTest(Path.Combine(_folder, "perf.db")));

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
