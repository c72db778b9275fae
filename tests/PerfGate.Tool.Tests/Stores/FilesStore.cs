namespace PerfGate.Tool.Tests.Stores;

public class FilesStore : StoreContract
{
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("perfgate-test-").FullName, "baselines");

    private protected override Task<StoreUnderTest> NewStoreAsync() => Task.FromResult<StoreUnderTest>(new FolderUnderTest(_folder));
}
