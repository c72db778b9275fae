using PerfGate.Diagnostics;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Measuring;

/// <summary>Where a suite's launches write: a folder that the user named and keeps, or a temporary one that goes away.</summary>
internal sealed class ArtifactsFolder : IDisposable
{
    private readonly string _root;
    private readonly bool _isTemporary;
    private readonly Action<Diagnostic> _warn;

    /// <param name="kept">The folder to keep all suites' in, or null for a temporary one.</param>
    /// <param name="suite">The suite's name.</param>
    /// <param name="warn">Told if the temporary folder could not be removed.</param>
    public ArtifactsFolder(string? kept, string suite, Action<Diagnostic> warn)
    {
        _isTemporary = kept is null;
        _root = kept is null ? Directory.CreateTempSubdirectory("perfgate-").FullName : Path.Combine(Path.GetFullPath(kept), suite);
        _warn = warn;
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
        if (_isTemporary && DiskErrors.OfDeleting(_root) is { } problem)
        {
            _warn(Diagnostic.Warning(
                DiagnosticCode.PG2071, "a temporary folder, in which a suite wrote, could not be removed", $"{_root}: {problem}",
                "Remove it once nothing uses it any more"));
        }
    }
}
