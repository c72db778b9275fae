using PerfGate.LazyTensors.Loading;

namespace PerfGate.LazyTensors.Tests.Loading;

public sealed class Cache : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("perfgate-cache-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_same_content_is_written_once_and_other_content_elsewhere()
    {
        string first = PatchCache.Store("lib.so", [1, 2, 3], [_folder.FullName]);
        DateTime written = File.GetLastWriteTimeUtc(first);
        string second = PatchCache.Store("lib.so", [1, 2, 3], [_folder.FullName]);
        string other = PatchCache.Store("lib.so", [4], [_folder.FullName]);

        Assert.Equal(first, second);
        Assert.Equal(written, File.GetLastWriteTimeUtc(second));
        Assert.NotEqual(first, other);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(first));
    }

    [Fact]
    public void A_file_that_holds_something_else_is_replaced()
    {
        string path = PatchCache.Store("lib.so", [1, 2, 3], [_folder.FullName]);
        File.WriteAllBytes(path, [1, 2]);

        PatchCache.Store("lib.so", [1, 2, 3], [_folder.FullName]);

        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
    }

    [Fact]
    public void Many_at_once_leave_one_whole_file()
    {
        byte[] content = new byte[1_000_000];
        Parallel.For(0, 16, _ => Assert.Equal(content, File.ReadAllBytes(PatchCache.Store("lib.so", content, [_folder.FullName]))));

        Assert.Single(_folder.GetFiles("*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_gives_way_to_the_next()
    {
        string blocked = Path.Combine(_folder.FullName, "file");
        File.WriteAllText(blocked, "");
        string open = Path.Combine(_folder.FullName, "open");

        Assert.StartsWith(open, PatchCache.Store("lib.so", [1], [blocked, open]), StringComparison.Ordinal);
        Assert.Contains(blocked, Assert.Throws<IOException>(() => PatchCache.Store("lib.so", [1], [blocked])).Message, StringComparison.Ordinal);
    }
}
