namespace PerfGate.Tool.Tests.Running;

/// <summary>Puts the stored baseline back as it was.</summary>
internal sealed class StoredAside(Workspace workspace) : IDisposable
{
    private readonly string _path = workspace.Baseline;
    private readonly byte[] _bytes = File.ReadAllBytes(workspace.Baseline);

    public void Dispose()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        File.WriteAllBytes(_path, _bytes);
    }
}
