using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Results;

namespace PerfGate.Tool.Storage;

/// <summary>Baselines in a folder, one file for each environment.</summary>
internal sealed class BaselineStore(string folder)
{
    /// <summary>Where the baselines are.</summary>
    public string Folder { get; } = folder;

    /// <summary>Every baseline in the folder; none if there is no folder.</summary>
    /// <exception cref="PerfGateException">PG3002, PG3003: one of them cannot be read.</exception>
    public IReadOnlyList<Baseline> LoadAll() => !Directory.Exists(Folder)
        ? []
        : [.. Directory.GetFiles(Folder, "*.json").Order(StringComparer.Ordinal).Select(Load)];

    /// <summary>The one to judge this environment against: its own, else the most similar one; null if there is none.</summary>
    public static Baseline? ChooseFor(HostEnvironment environment, IReadOnlyList<Baseline> baselines) => baselines
        .OrderByDescending(b => b.Environment.Key == environment.Key)
        .ThenByDescending(b => b.Environment.IsComparableTo(environment))
        .ThenByDescending(b => b.Environment.Likeness(environment))
        .ThenByDescending(b => b.Sessions[^1].Provenance.MeasuredAt)
        .FirstOrDefault();

    /// <summary>Changes the baseline of an environment. It is read anew under a lock, so that what others stored meanwhile is kept.</summary>
    /// <param name="environment">The environment's key.</param>
    /// <param name="change">Makes the new baseline of what is stored; null if nothing is.</param>
    /// <returns>The file.</returns>
    /// <exception cref="PerfGateException">PG3002, PG3003: what is stored cannot be read. PG5001: it could not be written. What was stored is intact.</exception>
    public string Update(EnvironmentKey environment, Func<Baseline?, Baseline> change)
    {
        var path = Path.Combine(Folder, $"{environment}.json");
        using var held = StoreLock.Take(Folder);
        AtomicFile.Write(path, MeasurementsWriter.Write(change(File.Exists(path) ? Load(path) : null)), DiagnosticCode.PG5001);
        return path;
    }

    /// <summary>Whether a file is a baseline or a run, as far as its first bytes tell.</summary>
    public static bool IsMeasurements(string path)
    {
        if (!File.Exists(path) || AtomicFile.IsDevice(path))
        {
            return false;
        }

        try
        {
            using var file = File.OpenRead(path);
            var start = new byte[200];
            return file.CanSeek && MeasurementsReader.Recognises(start.AsSpan(0, file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)));
        }
        catch (Exception e) when (DiskErrors.Is(e))
        {
            return false;
        }
    }

    private static Baseline Load(string path)
    {
        try
        {
            return MeasurementsReader.Read(path, InputFile.Read(path));
        }
        catch (PerfGateException e)
        {
            throw new PerfGateException(e.Diagnostic with { File = path }, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PerfGateException(
                Diagnostic.Error(DiagnosticCode.PG3002, $"'{path}' cannot be read", e.Message.ReplaceLineEndings(" ")) with { File = path }, e);
        }
    }
}
