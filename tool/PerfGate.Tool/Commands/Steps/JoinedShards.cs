using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Results;
using PerfGate.Sharding;
using PerfGate.Tool.Measuring;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>The shards of one whole run.</summary>
/// <param name="Id">The run's id.</param>
/// <param name="Groups">A group for each suite and model of machine, those of a suite one after the other.</param>
/// <param name="Head">The commit that is checked out; null where there is none.</param>
internal sealed record JoinedShards(string Id, IReadOnlyList<ShardGroup> Groups, CommitInfo? Head)
{
    /// <summary>The commit that they measured; null if they know none.</summary>
    public CommitInfo? Commit => Groups[0].Run.Provenance.Commit;

    /// <summary>Reads them.</summary>
    /// <param name="id">The run's id.</param>
    /// <param name="folder">Where the shards' files are; null for the store.</param>
    /// <param name="measurement">The suites that are to be there.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="PerfGateException">PG2080 to PG2085: they are not one whole run.</exception>
    public static async Task<JoinedShards> ReadAsync(string id, string? folder, Measurement measurement, CancellationToken cancellation)
    {
        var sessions = folder is null ? measurement.Runs.LoadShards(id) : ShardFiles.Read(folder, id);
        var head = await Git.CommitAsync(measurement.Folder, "HEAD", cancellation) is { ExitCode: 0 } found ? new CommitInfo(found.Output.Trim(), IsDirty: false) : null;
        var groups = ShardedRun.Join(id, sessions, folder ?? measurement.Store.Place, head);
        RefuseOtherSuites(id, groups, measurement);
        return new JoinedShards(id, [.. groups.Where(group => measurement.Suites.Any(suite => suite.Name == group.Run.Suite))], head);
    }

    /// <summary>What is to be said of them.</summary>
    public IEnumerable<Diagnostic> Notes()
    {
        if (Commit is not { IsDirty: false })
        {
            yield return Diagnostic.Warning(
                DiagnosticCode.PG2087, $"whether all shards of run '{Id}' measured the same source cannot be told",
                Commit is null ? "they know no commit" : $"commit {Commit.Short} with changes that are not committed", "Measure shards of a clean commit");
        }

        if (Groups.GroupBy(group => group.Run.Environment.Key).ToList() is { Count: > 1 } models)
        {
            yield return new Diagnostic(
                DiagnosticCode.PG2088, Severity.Note, $"run '{Id}' was measured on {models.Count} models of machine, each judged against its own baseline",
                string.Join("; ", models.Select(model => $"{ShardNumbers.Text(model.SelectMany(group => group.Shards).Order())}: {model.First().Run.Environment}")),
                "`dotnet perfgate fleet` shows which of them have a baseline");
        }
    }

    private static void RefuseOtherSuites(string id, IReadOnlyList<ShardGroup> groups, Measurement measurement)
    {
        var measured = groups.Select(group => group.Run.Suite).ToHashSet();
        if (measurement.Suites.Select(suite => suite.Name).Where(name => !measured.Contains(name)).ToList() is { Count: > 0 } missing)
        {
            throw new PerfGateException(
                DiagnosticCode.PG2080, $"suite '{missing[0]}' is in no shard of run '{id}'", $"they measured {Format.Some([.. measured])}", "Measure it, too: give `run --shard` and what takes the run the same --suite");
        }

        if (measured.Except(measurement.Config.Suites.Select(suite => suite.Name)).FirstOrDefault() is { } unknown)
        {
            throw new PerfGateException(
                DiagnosticCode.PG2084, $"run '{id}' measured suite '{unknown}', which perfgate.json does not name", measurement.ConfigPath, "Take the perfgate.json that the shards were measured with");
        }
    }
}
