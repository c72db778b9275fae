using PerfGate.Baselines;
using PerfGate.Calibrating;
using PerfGate.Diagnostics;
using PerfGate.Formatting;

namespace PerfGate.Tool.Storage;

/// <summary>Copies what a store holds into another one. Each document is read as any other, so nothing corrupt is copied.</summary>
/// <param name="from">The store to copy.</param>
/// <param name="to">Where to.</param>
/// <param name="overwrites">Whether what is there and differs may be replaced.</param>
internal sealed class StoreCopy(IDocuments from, IDocuments to, bool overwrites)
{
    /// <summary>Copies baselines, calibrations and runs. What is there already and is the same stays; it can be done again where it broke off.</summary>
    /// <returns>How many of each there were to copy.</returns>
    /// <exception cref="PerfGateException">PG5008: something else is there, and nothing was copied. PG3002, PG3003, PG3020: something in the first store cannot be used.</exception>
    public (int Baselines, int Calibrations, int Runs) Copy()
    {
        var baselines = Read(DocumentKind.Baseline);
        var calibrations = Read(DocumentKind.Calibration);
        // Before anything is copied: a half is worse than nothing.
        RefuseDifferent(DocumentKind.Baseline, baselines);
        RefuseDifferent(DocumentKind.Calibration, calibrations);
        Write(DocumentKind.Baseline, baselines);
        Write(DocumentKind.Calibration, calibrations);
        var runs = 0;
        foreach (var run in new RunStore(from).LoadAll())
        {
            to.Add(StoredRun.Of(run));
            runs++;
        }

        return (baselines.Count, calibrations.Count, runs);
    }

    // In the spelling that this version writes, by the name that it gives.
    private static (string Name, string Text) Normal(DocumentKind kind, StoredDocument document)
    {
        BaselineStore.RefuseToUnsign(document, BaselineKey.Seals);
        if (kind == DocumentKind.Calibration)
        {
            var calibration = CalibrationStore.Read(document, BaselineKey.Seals);
            return (calibration.Environment.Value, CalibrationWriter.Write(calibration, BaselineKey.Seals));
        }

        var baseline = BaselineStore.Read(document, BaselineKey.Seals);
        return (baseline.Environment.Key.Value, MeasurementsWriter.Write(baseline, BaselineKey.Seals));
    }

    private Dictionary<string, string> Read(DocumentKind kind)
    {
        var texts = new Dictionary<string, string>();
        foreach (var document in from.All(kind))
        {
            var (name, text) = Normal(kind, document);
            if (!texts.TryAdd(name, text))
            {
                throw new PerfGateException(
                    DiagnosticCode.PG5008, $"'{from.Place}' holds two of {name}, so nothing was copied", document.Place, "Remove the one that is not to be copied");
            }
        }

        return texts;
    }

    private void RefuseDifferent(DocumentKind kind, Dictionary<string, string> texts)
    {
        var different = overwrites ? [] : to.All(kind).Where(there => texts.TryGetValue(there.Name, out var text) && !IsSame(kind, there, text)).Select(there => there.Place).ToList();
        if (different.Count > 0)
        {
            throw Different(Format.Some(different));
        }
    }

    private void Write(DocumentKind kind, Dictionary<string, string> texts)
    {
        foreach (var (name, text) in texts)
        {
            to.Update(kind, name, now => now is null || overwrites || IsSame(kind, now, text) ? text : throw Different(now.Place));
        }
    }

    // What cannot be read is something else.
    private static bool IsSame(DocumentKind kind, StoredDocument there, string text)
    {
        try
        {
            return Normal(kind, there) is var (name, normal) && name == there.Name && normal == text;
        }
        catch (PerfGateException)
        {
            return false;
        }
    }

    private PerfGateException Different(string what) => new(
        DiagnosticCode.PG5008, $"'{to.Place}' holds something else, so it was not overwritten", what, "Copy it elsewhere, or say --overwrite to replace it");
}
