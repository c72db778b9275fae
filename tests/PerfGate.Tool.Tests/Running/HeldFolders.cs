namespace PerfGate.Tool.Tests.Running;

/// <summary>Folders that a test's child process mounted something over, so that nobody can delete them.</summary>
internal static class HeldFolders
{
    /// <summary>Unmounts whatever is mounted below a folder.</summary>
    public static async Task ReleaseAsync(string folder)
    {
        foreach (var held in Directory.GetDirectories(folder, "held", SearchOption.AllDirectories))
        {
            using var unmount = RunningProcess.Start("umount", ["--lazy", held], folder);
            await unmount.FinishAsync();
        }
    }
}
