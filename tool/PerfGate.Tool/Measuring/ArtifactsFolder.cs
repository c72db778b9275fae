using PerfGate.Diagnostics;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Measuring;

/// <summary>Where a suite's launches write: a folder that the user named and keeps, or a temporary one that goes away.</summary>
internal sealed class ArtifactsFolder : IDisposable
{
    // In each folder that was made here, as only those are ever emptied.
    private const string Mark = ".perfgate";

    private readonly string _root;
    private readonly OwnedFile? _claim;
    private readonly Action<Diagnostic> _warn;

    /// <param name="kept">The folder to keep all suites' in, or null for a temporary one.</param>
    /// <param name="suite">The suite's name.</param>
    /// <param name="warn">Told if the temporary folder could not be removed.</param>
    /// <exception cref="PerfGateException">PG1001: a link that git keeps leads out of the repository.</exception>
    public ArtifactsFolder(string? kept, string suite, Action<Diagnostic> warn)
    {
        if (kept is null)
        {
            (_root, _claim) = LeftOvers.NewFolder();
        }
        else
        {
            _root = Path.Combine(Path.GetFullPath(kept), suite);
            KeptLinks.RefuseOut(_root, DiagnosticCode.PG1001);
        }

        _warn = warn;
    }

    /// <summary>The folder of a launch, new and empty but for a mark.</summary>
    /// <exception cref="PerfGateException">PG1001: the user's folder holds one of that name that PerfGate did not make.</exception>
    public string ForLaunch(int index)
    {
        var folder = Path.Combine(_root, $"launch-{index + 1:00}");
        KeptLinks.RefuseOut(folder, DiagnosticCode.PG1001);
        if (Directory.Exists(folder))
        {
            RefuseForeign(folder);
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, Mark), "");
        return folder;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        using var claim = _claim;
        if (claim is not null && DiskErrors.OfDeleting(_root) is { } problem)
        {
            _warn(Diagnostic.Warning(
                DiagnosticCode.PG2071, "a temporary folder, in which a suite wrote, could not be removed", $"{_root}: {problem}",
                "Remove it once nothing uses it any more"));
        }
    }

    private static void RefuseForeign(string folder)
    {
        if (!File.Exists(Path.Combine(folder, Mark)) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new PerfGateException(
                DiagnosticCode.PG1001, $"'{folder}' was not made by PerfGate, so it is not emptied", null, "Give --artifacts another folder, or remove that one");
        }
    }
}
