using PerfGate.Calibrating;
using PerfGate.Diagnostics;
using PerfGate.Results;

namespace PerfGate.Tool.Storage;

/// <summary>Calibrations beside the baselines, one file for each environment.</summary>
/// <param name="store">The folder of the baselines.</param>
internal sealed class CalibrationStore(string store)
{
    /// <summary>Where the calibrations are.</summary>
    public string Folder { get; } = Path.Combine(store, "calibration");

    /// <summary>Every calibration; none if there is no folder.</summary>
    /// <exception cref="PerfGateException">PG3020: one of them cannot be read.</exception>
    public IReadOnlyList<Calibration> LoadAll() => !Directory.Exists(Folder)
        ? []
        : [.. Directory.GetFiles(Folder, "*.json").Order(StringComparer.Ordinal).Select(Load)];

    /// <summary>The calibration of an environment, or null if there is none.</summary>
    /// <exception cref="PerfGateException">PG3020: it cannot be read.</exception>
    public Calibration? LoadFor(HostEnvironment environment) =>
        File.Exists(PathOf(environment.Key)) ? Load(PathOf(environment.Key)) : null;

    /// <summary>Changes the calibration of an environment. It is read anew under a lock, so that what others stored meanwhile is kept.</summary>
    /// <param name="environment">The environment's key.</param>
    /// <param name="change">Makes the new calibration of what is stored; null if nothing is.</param>
    /// <returns>The file.</returns>
    /// <exception cref="PerfGateException">PG3020: what is stored cannot be read. PG5001: it could not be written. What was stored is intact.</exception>
    public string Update(EnvironmentKey environment, Func<Calibration?, Calibration> change)
    {
        var path = PathOf(environment);
        using var held = StoreLock.Take(Folder);
        AtomicFile.Write(path, CalibrationWriter.Write(change(File.Exists(path) ? Load(path) : null)), DiagnosticCode.PG5001);
        return path;
    }

    private string PathOf(EnvironmentKey environment) => Path.Combine(Folder, $"{environment}.json");

    private static Calibration Load(string path)
    {
        try
        {
            var calibration = CalibrationReader.Read(path, InputFile.Read(path));
            return Path.GetFileNameWithoutExtension(path) == calibration.Environment.Value
                ? calibration
                : throw new PerfGateException(
                    DiagnosticCode.PG3020, $"the calibration '{path}' is another environment's", $"it is of {calibration.Environment}",
                    "Give the file its environment's name again");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PerfGateException(
                Diagnostic.Error(DiagnosticCode.PG3020, $"the calibration '{path}' cannot be read", DiskErrors.Text(e)), e);
        }
    }
}
