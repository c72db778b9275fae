using PerfGate.Baselines;
using PerfGate.Calibrating;
using PerfGate.Diagnostics;

namespace PerfGate.Tool.Storage;

/// <summary>Looks at the seals of all that a store holds to judge by, and makes them anew.</summary>
/// <param name="documents">The store.</param>
/// <param name="seals">What its sessions are sealed with.</param>
internal sealed class StoreSeals(IDocuments documents, Seals seals)
{
    private static readonly DocumentKind[] Kinds = [DocumentKind.Baseline, DocumentKind.Calibration];

    /// <summary>Reads every document, and goes on where one cannot be used.</summary>
    /// <returns>Each one's place with its sessions, or with what is wrong with it.</returns>
    /// <exception cref="PerfGateException">PG5003 to PG5007: the store cannot be read.</exception>
    public IEnumerable<(string Place, IReadOnlyList<SealedSession> Sessions, IReadOnlyList<Diagnostic> Problems)> Verify()
    {
        foreach (var (kind, document) in All())
        {
            IReadOnlyList<SealedSession> sessions = [];
            List<Diagnostic> problems = [];
            try
            {
                _ = Normal(kind, document, seals.Ignoring);
                sessions = seals.Of(document.Utf8.Span);
                problems.AddRange(sessions.Select(session => Seals.ProblemOf(document.Place, session)).OfType<Diagnostic>().Select(problem => problem with { File = document.File }));
            }
            catch (PerfGateException e)
            {
                problems.Add(e.Diagnostic);
            }

            yield return (document.Place, sessions, problems);
        }
    }

    /// <summary>Seals every session that is not sealed with what is asked for now.</summary>
    /// <returns>Each document's place, with the sessions whose seal is new.</returns>
    /// <exception cref="PerfGateException">PG3002, PG3003, PG3020: one of them cannot be read, and it and those after it stay as they were. PG3023: one is signed, and there is no key. PG5001 and PG5003 to PG5007: the store cannot be used.</exception>
    public IEnumerable<(string Place, IReadOnlyList<SealedSession> Sessions)> Seal()
    {
        foreach (var (kind, document) in All())
        {
            _ = Normal(kind, document, seals.Ignoring);
            BaselineStore.RefuseToUnsign(document, seals);
            if (seals.Of(document.Utf8.Span).Where(session => session.State != SealState.Sound).ToList() is { Count: > 0 } sessions)
            {
                yield return (documents.Update(kind, document.Name, now => Normal(kind, now ?? document, seals.Ignoring)), sessions);
            }
        }
    }

    private IEnumerable<(DocumentKind Kind, StoredDocument Document)> All() => Kinds.SelectMany(kind => documents.All(kind).Select(document => (kind, document)));

    private string Normal(DocumentKind kind, StoredDocument document, Seals reading) => kind == DocumentKind.Baseline
        ? MeasurementsWriter.Write(BaselineStore.Read(document, reading), seals)
        : CalibrationWriter.Write(CalibrationStore.Read(document, reading), seals);
}
