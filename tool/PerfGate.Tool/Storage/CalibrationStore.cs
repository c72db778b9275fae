using PerfGate.Baselines;
using PerfGate.Calibrating;
using PerfGate.Diagnostics;
using PerfGate.Results;

namespace PerfGate.Tool.Storage;

/// <summary>The stored calibrations, one for each environment, beside the baselines.</summary>
/// <param name="documents">Where they are kept.</param>
internal sealed class CalibrationStore(IDocuments documents)
{
    /// <summary>Every calibration; none if there is no store yet.</summary>
    /// <exception cref="PerfGateException">PG3020: one of them cannot be read. PG5003 to PG5007: the store cannot.</exception>
    public IReadOnlyList<Calibration> LoadAll() => [.. documents.All(DocumentKind.Calibration).Select(document => Read(document, BaselineKey.Seals))];

    /// <summary>Changes the calibration of an environment. It is read anew, so that what others stored meanwhile is kept.</summary>
    /// <param name="environment">The environment's key.</param>
    /// <param name="change">Makes the new calibration of what is stored; null if nothing is. It may be called again.</param>
    /// <returns>Where it is.</returns>
    /// <exception cref="PerfGateException">PG3020: what is stored cannot be read. PG5001 and PG5003 to PG5007: it could not be written. What was stored is intact.</exception>
    public string Update(EnvironmentKey environment, Func<Calibration?, Calibration> change) =>
        documents.Update(DocumentKind.Calibration, environment.Value, now => CalibrationWriter.Write(change(now is null ? null : ReadToChange(now, BaselineKey.Seals)), BaselineKey.Seals));

    /// <summary>Reads a document.</summary>
    /// <exception cref="PerfGateException">PG3020: it is no calibration, or another environment's. PG3022: it was changed since PerfGate wrote it. PG3023: it is not signed with the key.</exception>
    public static Calibration Read(StoredDocument document, Seals seals)
    {
        var calibration = CalibrationReader.Read(document.Place, document.Utf8.Span, seals);
        return document.Name == calibration.Environment.Value
            ? calibration
            : throw new PerfGateException(
                DiagnosticCode.PG3020, $"the calibration '{document.Place}' is another environment's", $"it is of {calibration.Environment}",
                "Give it its environment's name again");
    }

    private static Calibration ReadToChange(StoredDocument document, Seals seals)
    {
        BaselineStore.RefuseToUnsign(document, seals);
        return Read(document, seals);
    }
}
