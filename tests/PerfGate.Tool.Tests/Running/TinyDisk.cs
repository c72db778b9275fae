namespace PerfGate.Tool.Tests.Running;

/// <summary>A real file system of a few pages, mounted over a folder whose files it takes in.</summary>
internal sealed class TinyDisk : IDisposable
{
    private readonly string _folder;

    private TinyDisk(string folder) => _folder = folder;

    /// <summary>Mounts it; skips the test where that is not permitted.</summary>
    public static async Task<TinyDisk> MountAsync(string folder, string size)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a tmpfs");
        var files = Directory.GetFiles(folder).ToDictionary(file => file, File.ReadAllBytes);
        using var mount = RunningProcess.Start("mount", ["-t", "tmpfs", "-o", $"size={size}", "perfgate-test", folder], folder);
        var result = await mount.FinishAsync();
        Assert.SkipWhen(result.ExitCode != 0, $"mounting is not permitted here: {result.Errors}");
        foreach (var (file, bytes) in files)
        {
            await File.WriteAllBytesAsync(file, bytes);
        }

        return new TinyDisk(folder);
    }

    /// <summary>Fills it up, but for some bytes.</summary>
    public void Fill(long leave)
    {
        var free = new DriveInfo(_folder).AvailableFreeSpace - leave;
        File.WriteAllBytes(Path.Combine(_folder, "filler.bin"), new byte[free]);
    }

    public void Dispose()
    {
        using var unmount = System.Diagnostics.Process.Start("umount", ["--lazy", _folder]);
        unmount.WaitForExit();
    }
}
