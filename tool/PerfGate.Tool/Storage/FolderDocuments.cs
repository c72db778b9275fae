using System.Globalization;
using System.Text;
using PerfGate.Diagnostics;

namespace PerfGate.Tool.Storage;

/// <summary>
/// A store in a folder, which git may keep: one file for each baseline, and below it those of calibrations and runs. Files change under a lock, which holds on this machine.
/// </summary>
internal sealed class FolderDocuments(string folder) : IDocuments
{
    private const string Runs = "runs";
    private const string TimeInName = "yyyyMMdd'T'HHmmss'Z'";

    /// <inheritdoc/>
    public string Place { get; } = folder;

    /// <inheritdoc/>
    public IReadOnlyList<string> Paths { get; } = [folder];

    /// <inheritdoc/>
    public (string Path, string? Pattern)? BaselineFiles => (Place, "*.json");

    /// <inheritdoc/>
    public IReadOnlyList<StoredDocument> All(DocumentKind kind) => !Directory.Exists(FolderOf(kind))
        ? []
        : [.. Directory.GetFiles(FolderOf(kind), "*.json").Order(StringComparer.Ordinal).Select(path => Read(kind, path))];

    /// <inheritdoc/>
    public string Update(DocumentKind kind, string name, Func<StoredDocument?, string> change)
    {
        var path = Path.Combine(FolderOf(kind), $"{name}.json");
        KeptLinks.RefuseOut(path, DiagnosticCode.PG5001);
        using var held = StoreLock.Take(FolderOf(kind));
        AtomicFile.RemoveLeftOvers(FolderOf(kind));
        AtomicFile.Write(path, change(File.Exists(path) ? Read(kind, path) : null), DiagnosticCode.PG5001);
        return path;
    }

    /// <inheritdoc/>
    public string Add(StoredRun run)
    {
        // Their names are in the order of time. A suite's name may come from elsewhere, and is no part of a path.
        var path = Path.Combine(Place, Runs, run.Environment, $"{run.MeasuredAt?.ToString(TimeInName, CultureInfo.InvariantCulture)}-{run.Key[..16]}.json");
        if (!File.Exists(path))
        {
            AtomicFile.Write(path, run.Text, DiagnosticCode.PG5001);
        }

        return path;
    }

    /// <inheritdoc/>
    IEnumerable<StoredDocument> IDocuments.Runs(string? runId)
    {
        var named = Encoding.UTF8.GetBytes($"\"{runId}\"");
        return RunFiles().Select(path => Read(DocumentKind.Baseline, path)).Where(document => runId is null || document.Utf8.Span.IndexOf(named) >= 0);
    }

    /// <inheritdoc/>
    public int Prune(DateTime before)
    {
        var old = RunFiles().Where(path => (TimeOf(path) ?? File.GetLastWriteTimeUtc(path)) < before).ToList();
        try
        {
            old.ForEach(File.Delete);
        }
        catch (Exception e) when (DiskErrors.Is(e))
        {
            throw new PerfGateException(Diagnostic.Error(DiagnosticCode.PG5001, $"a run in '{Place}' cannot be removed", DiskErrors.Text(e)), e);
        }

        return old.Count;
    }

    /// <inheritdoc/>
    public Migration? Migrate() => null;

    private IEnumerable<string> RunFiles() => !Directory.Exists(Path.Combine(Place, Runs))
        ? []
        : Directory.GetFiles(Path.Combine(Place, Runs), "*.json", SearchOption.AllDirectories).OrderBy(Path.GetFileName, StringComparer.Ordinal);

    // As Add names them.
    private static DateTime? TimeOf(string path) => DateTime.TryParseExact(
        Path.GetFileName(path).Split('-')[0], TimeInName, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private string FolderOf(DocumentKind kind) => kind == DocumentKind.Baseline ? Place : Path.Combine(Place, "calibration");

    private static StoredDocument Read(DocumentKind kind, string path)
    {
        try
        {
            return new StoredDocument(Path.GetFileNameWithoutExtension(path), path, InputFile.Read(path), path);
        }
        catch (Exception e) when (DiskErrors.Is(e))
        {
            throw new PerfGateException(
                kind == DocumentKind.Baseline
                    ? Diagnostic.Error(DiagnosticCode.PG3002, $"'{path}' cannot be read", DiskErrors.Text(e), InputFile.LookAtIt) with { File = path }
                    : Diagnostic.Error(DiagnosticCode.PG3020, $"the calibration '{path}' cannot be read", DiskErrors.Text(e), InputFile.LookAtIt),
                e);
        }
    }
}
