using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Results;

namespace PerfGate.Tool.Storage;

/// <summary>The stored baselines, one for each environment.</summary>
/// <param name="documents">Where they are kept.</param>
internal sealed class BaselineStore(IDocuments documents)
{
    /// <summary>Where they are kept.</summary>
    public IDocuments Documents { get; } = documents;

    /// <summary>The same for people, without secrets.</summary>
    public string Place => Documents.Place;

    /// <summary>Every baseline; none if there is no store yet.</summary>
    /// <exception cref="PerfGateException">PG1001: the variable of the key holds none. PG3002, PG3003, PG3022, PG3023: one of them cannot be used. PG5003 to PG5007: the store cannot.</exception>
    public IReadOnlyList<Baseline> LoadAll()
    {
        // Where nothing is stored yet, too: what is no key is to be said before anything is measured.
        var seals = BaselineKey.Seals;
        return [.. Documents.All(DocumentKind.Baseline).Select(document => Read(document, seals))];
    }

    /// <summary>The one to judge this environment against: its own, else the most similar one; null if there is none.</summary>
    public static Baseline? ChooseFor(HostEnvironment environment, IReadOnlyList<Baseline> baselines) => baselines
        .OrderByDescending(b => b.Environment.Key == environment.Key)
        .ThenByDescending(b => b.Environment.IsComparableTo(environment))
        .ThenByDescending(b => b.Environment.Likeness(environment))
        .ThenByDescending(b => b.Sessions[^1].Provenance.MeasuredAt)
        .FirstOrDefault();

    /// <summary>Changes the baseline of an environment. It is read anew, so that what others stored meanwhile is kept.</summary>
    /// <param name="environment">The environment's key.</param>
    /// <param name="change">Makes the new baseline of what is stored; null if nothing is. It may be called again.</param>
    /// <returns>Where it is.</returns>
    /// <exception cref="PerfGateException">PG3002, PG3003: what is stored cannot be read. PG5001 and PG5003 to PG5007: it could not be written. What was stored is intact.</exception>
    public string Update(EnvironmentKey environment, Func<Baseline?, Baseline> change) =>
        Documents.Update(DocumentKind.Baseline, environment.Value, now => MeasurementsWriter.Write(change(now is null ? null : ReadToChange(now, BaselineKey.Seals)), BaselineKey.Seals));

    /// <summary>Refuses to change what is signed where there is no key: it would lose its signatures.</summary>
    /// <param name="document">What is stored.</param>
    /// <param name="seals">What it is to be sealed with.</param>
    /// <exception cref="PerfGateException">PG3023: it is signed.</exception>
    public static void RefuseToUnsign(StoredDocument document, Seals seals)
    {
        if (!seals.IsSigning && Seals.IsSigned(document.Utf8.Span))
        {
            throw new PerfGateException(
                DiagnosticCode.PG3023, $"'{document.Place}' is signed, and there is no key, so it was not changed", $"the variable {BaselineKey.VariableName} is not set",
                "Set the variable to the key: a changed document needs new signatures");
        }
    }

    /// <summary>Reads a document.</summary>
    /// <exception cref="PerfGateException">PG3002, PG3003: it is no baseline. PG3022: it was changed since PerfGate wrote it. PG3023: it is not signed with the key.</exception>
    public static Baseline Read(StoredDocument document, Seals seals)
    {
        try
        {
            return MeasurementsReader.Read(document.Place, document.Utf8.Span, seals);
        }
        catch (PerfGateException e)
        {
            throw new PerfGateException(e.Diagnostic with { File = document.File }, e);
        }
    }

    private static Baseline ReadToChange(StoredDocument document, Seals seals)
    {
        RefuseToUnsign(document, seals);
        return Read(document, seals);
    }
}
