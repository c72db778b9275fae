namespace PerfGate.Tool.Measuring;

/// <summary>Where a suite's launches write: a folder that the user named and keeps, or a temporary one that goes away.</summary>
internal sealed class ArtifactsFolder : IDisposable
{
    private readonly string _root;
    private readonly bool _isTemporary;

    public ArtifactsFolder(string? kept, string suite)
    {
        _isTemporary = kept is null;
        _root = kept is null ? Directory.CreateTempSubdirectory("perfgate-").FullName : Path.Combine(Path.GetFullPath(kept), suite);
    }

    /// <summary>The folder of a launch, new and empty.</summary>
    public string ForLaunch(int index)
    {
        var folder = Path.Combine(_root, $"launch-{index + 1:00}");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return Directory.CreateDirectory(folder).FullName;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isTemporary)
        {
            Directory.Delete(_root, recursive: true);
        }
    }
}
