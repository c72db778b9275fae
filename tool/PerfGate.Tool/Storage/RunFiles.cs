using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Results;

namespace PerfGate.Tool.Storage;

/// <summary>
/// The files that <c>run</c> writes: one for each environment, as a file holds measurements of one only. The first one measured has the name that
/// was given, each other one its environment's key before the extension.
/// </summary>
/// <param name="path">The name that was given.</param>
/// <param name="say">Told what was written.</param>
internal sealed class RunFiles(string path, Action<string> say)
{
    private readonly List<SuiteRun> _runs = [];
    private readonly bool _isDevice = AtomicFile.IsDevice(path);

    /// <summary>Writes a run, together with those of its environment that were added before: whatever comes later cannot lose it.</summary>
    /// <exception cref="PerfGateException">PG1008: it could not be written. PG2008: it holds a value that cannot be.</exception>
    public void Add(SuiteRun run)
    {
        _runs.Add(run);
        if (!_isDevice)
        {
            Write(run.Environment.Key);
        }
    }

    /// <summary>Ends: what is no file has got nothing yet, as nothing can be taken back of it.</summary>
    /// <exception cref="PerfGateException">As <see cref="Add"/>.</exception>
    public void Finish()
    {
        foreach (var environment in _isDevice ? _runs.Select(run => run.Environment.Key).Distinct() : [])
        {
            Write(environment);
        }
    }

    private void Write(EnvironmentKey environment)
    {
        var runs = _runs.Where(run => run.Environment.Key == environment).ToList();
        var file = _isDevice || runs[0] == _runs[0] ? path : Path.ChangeExtension(path, $"{environment}{Path.GetExtension(path)}");
        AtomicFile.Write(file, MeasurementsWriter.Write(new Baseline(runs)), DiagnosticCode.PG1008);
        say($"wrote {file}");
    }
}
