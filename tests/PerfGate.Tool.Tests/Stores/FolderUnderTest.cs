namespace PerfGate.Tool.Tests.Stores;

internal sealed class FolderUnderTest(string folder) : StoreUnderTest
{
    public override string Address => $"files:{folder}";

    public override Task<IReadOnlyList<string>> BaselinesAsync() => TextsAsync(folder, SearchOption.TopDirectoryOnly);

    public override Task<IReadOnlyList<string>> CalibrationsAsync() => TextsAsync(Path.Combine(folder, "calibration"), SearchOption.TopDirectoryOnly);

    public override Task<IReadOnlyList<string>> RunsAsync() => TextsAsync(Path.Combine(folder, "runs"), SearchOption.AllDirectories);

    protected override Task ReplaceAsync(string text) => File.WriteAllTextAsync(Assert.Single(Directory.GetFiles(folder, "*.json")), text);

    public override Task PutSessionAsync(string key, string text) => throw new NotSupportedException("the history of a folder is on a ref");

    public override void LeaveBehind() => File.WriteAllText($"{Directory.GetFiles(folder, "*.json")[0]}.{Guid.NewGuid():N}.tmp", "cut o");

    public override void IsClean() => Assert.Single(Directory.GetFileSystemEntries(folder));

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<IReadOnlyList<string>> TextsAsync(string folder, SearchOption search) => Directory.Exists(folder)
        ? await Task.WhenAll(Directory.GetFiles(folder, "*.json", search).Order(StringComparer.Ordinal).Select(file => File.ReadAllTextAsync(file)))
        : [];
}
