using System.Text;
using Microsoft.EntityFrameworkCore;
using PerfGate.Diagnostics;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Databases;

/// <summary>
/// A store in a database: one row for each document. Who changes one says which version of it was read, so that no change of others is lost; nothing is locked while it is made.
/// </summary>
internal sealed class DatabaseDocuments(IDatabase database) : IDocuments
{
    private const int RunsAtOnce = 50;
    private const int Most = InputFile.MostOfMeasurements;

    private readonly Transactions _transactions = new(database);

    /// <summary>The store at the address of a database. Nothing is connected to yet.</summary>
    /// <exception cref="PerfGateException">PG1001, PG1005: the address cannot be used.</exception>
    public static DatabaseDocuments Open(StoreAddress address) => new(Transactions.DatabaseAt(address));

    /// <inheritdoc/>
    public string Place => database.Place;

    /// <inheritdoc/>
    public IReadOnlyList<string> Paths => database.Paths;

    /// <inheritdoc/>
    public (string Path, string? Pattern)? BaselineFiles => database.Paths is [var file, ..] ? (file, null) : null;

    /// <inheritdoc/>
    public IReadOnlyList<StoredDocument> All(DocumentKind kind) => _transactions.Read(context =>
    {
        RefuseLarge(context.Documents(kind).Where(row => row.Document.Length > Most).Select(row => row.Environment), kind);
        return context.Documents(kind).AsNoTracking().AsEnumerable().OrderBy(row => row.Environment, StringComparer.Ordinal).Select(DocumentOf).ToList();
    }) ?? [];

    /// <inheritdoc/>
    public string Update(DocumentKind kind, string name, Func<StoredDocument?, string> change)
    {
        DocumentRow? sent = null;
        return _transactions.Write((context, attempt) =>
        {
            var documents = context.Documents(kind);
            RefuseLarge(documents.Where(row => row.Environment == name && row.Document.Length > Most).Select(row => row.Environment), kind);
            var row = documents.SingleOrDefault(row => row.Environment == name);
            if (attempt.IsUncertain && IsStored(sent!, row))
            {
                return PlaceOf(name);
            }

            attempt.IsUncertain = false;
            var text = change(row is null ? null : DocumentOf(row));
            if (row is null)
            {
                documents.Add(row = new DocumentRow { Environment = name });
            }

            row.Version++;
            row.Document = text;
            (row.StoredAt, row.StoredBy) = (DateTime.UtcNow, ToolVersion.Current);
            sent = row;
            context.SaveChanges();
            return PlaceOf(name);
        });
    }

    /// <inheritdoc/>
    public string Add(StoredRun run) => _transactions.Write((context, _) =>
    {
        if (!context.Runs.Any(row => row.Key == run.Key))
        {
            context.Runs.Add(new RunRow
            {
                Key = run.Key,
                Suite = run.Suite,
                Environment = run.Environment,
                CommitHash = run.Commit,
                IsDirty = run.IsDirty,
                MeasuredAt = run.MeasuredAt,
                RunId = run.RunId,
                Document = run.Text,
                StoredAt = DateTime.UtcNow,
                StoredBy = ToolVersion.Current,
            });
            context.SaveChanges();
        }

        return PlaceOf($"run {run.Key[..12]}");
    });

    /// <inheritdoc/>
    public IEnumerable<StoredDocument> Runs(string? runId = null)
    {
        var keys = _transactions.Read(context => context.Runs.Where(row => runId == null || row.RunId == runId).OrderBy(row => row.MeasuredAt).ThenBy(row => row.Key).Select(row => row.Key).ToList()) ?? [];
        foreach (var some in keys.Chunk(RunsAtOnce))
        {
            var read = _transactions.Read(context =>
            {
                var runs = context.Runs.Where(row => some.Contains(row.Key));
                RefuseLarge(runs.Where(row => row.Document.Length > Most).Select(row => row.Key), DocumentKind.Baseline);
                return runs.Select(row => new { row.Key, row.Document }).ToDictionary(row => row.Key, row => row.Document);
            })!;
            foreach (var key in some.Where(read.ContainsKey))
            {
                yield return new StoredDocument(key, PlaceOf($"run {key[..Math.Min(key.Length, 12)]}"), Encoding.UTF8.GetBytes(read[key]));
            }
        }
    }

    /// <inheritdoc/>
    public int Prune(DateTime before) => database.IsThere
        ? _transactions.Write((context, _) => context.Runs.Where(row => (row.MeasuredAt ?? row.StoredAt) < before).ExecuteDelete())
        : 0;

    /// <inheritdoc/>
    public Migration? Migrate() => _transactions.Migrate();

    private StoredDocument DocumentOf(DocumentRow row) => new(row.Environment, PlaceOf(row.Environment), Encoding.UTF8.GetBytes(row.Document));

    private string PlaceOf(string name) => $"{name} in {database.Place}";

    // The connection broke off while it was told to keep the last change: it may have done so, or not.
    private bool IsStored(DocumentRow sent, DocumentRow? now) => now?.Version == sent.Version && now.Document == sent.Document
        || (now?.Version == sent.Version - 1 || now is null && sent.Version == 1 ? false : throw new PerfGateException(
            DiagnosticCode.PG5003, $"the connection to the store '{database.Place}' was lost while it stored, and others have stored since", $"whether {sent.Environment} was stored cannot be told",
            "Look at what is there with `dotnet perfgate baseline show`, and run this again if it is missing"));

    private void RefuseLarge(IQueryable<string> large, DocumentKind kind)
    {
        if (large.FirstOrDefault() is { } name)
        {
            throw new PerfGateException(
                kind == DocumentKind.Baseline ? DiagnosticCode.PG3002 : DiagnosticCode.PG3020, $"'{PlaceOf(name)}' cannot be read", $"It is larger than {Most >> 20} MB, the most that is read.");
        }
    }
}
