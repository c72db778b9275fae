using PerfGate.Baselines;
using PerfGate.Configuration;
using PerfGate.Diagnostics;
using PerfGate.Results;
using PerfGate.Tool.Measuring;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>Finds the suites that cannot have become slower: nothing that they are built from changed. Whatever is unknown counts as changed.</summary>
internal static class Affected
{
    /// <summary>The suites that need not be measured, each with a diagnostic that says since when.</summary>
    /// <param name="measurement">What would be measured.</param>
    /// <param name="against">The commit to judge against; null for those of the stored baselines, or of the pull request's base.</param>
    /// <param name="context">Told why a suite is measured.</param>
    /// <param name="cancellation">Stops asking.</param>
    public static async Task<IReadOnlyDictionary<SuiteConfig, Diagnostic>> SkippedAsync(
        Measurement measurement, string? against, CommandContext context, CancellationToken cancellation)
    {
        var commits = await CommitsAsync(measurement, against, cancellation);
        var skipped = new Dictionary<SuiteConfig, Diagnostic>();
        foreach (var suite in measurement.Suites)
        {
            var since = commits(suite);
            if (await WhyAsync(suite, measurement, against, since, cancellation) is { } why)
            {
                context.Progress.Say($"{suite.Name} is measured: {why}");
            }
            else
            {
                skipped.Add(suite, new Diagnostic(
                    DiagnosticCode.PG3017, Severity.Note, $"suite '{suite.Name}' was not measured: nothing that it is built from changed since {string.Join(" and ", since.Select(commit => commit!.Short))}",
                    null, "To measure it all the same, leave out --affected"));
            }
        }

        return skipped;
    }

    // Which of the stored baselines will be this machine's is known once something was measured: so since all of them.
    private static async Task<Func<SuiteConfig, IReadOnlyList<CommitInfo?>>> CommitsAsync(Measurement measurement, string? against, CancellationToken cancellation)
    {
        if (against is not null)
        {
            var commit = await Git.CommitAsync(measurement.Folder, against, cancellation) is { ExitCode: 0 } known ? new CommitInfo(known.Output.Trim(), IsDirty: false) : null;
            return _ => [commit];
        }

        if (measurement.Base is { } target)
        {
            return _ => [target];
        }

        var baselines = measurement.Store.LoadAll();
        return suite => [.. baselines.Select(baseline => baseline.ForSuite(suite.Name)).OfType<Baseline>()
            .SelectMany(baseline => baseline.Reference.Select(measured => baseline.SessionOf(measured.Id)!.Provenance.Commit)).Distinct()];
    }

    private static async Task<string?> WhyAsync(
        SuiteConfig suite, Measurement measurement, string? against, IReadOnlyList<CommitInfo?> since, CancellationToken cancellation)
    {
        if (suite.Command is not null)
        {
            return "what a command depends on cannot be told";
        }

        if (since.Count == 0 || since.Any(commit => commit is null || commit.IsDirty))
        {
            return "the state to compare with is no commit";
        }

        var changed = new HashSet<string>();
        foreach (var commit in since)
        {
            if (await ChangedFiles.SinceAsync(measurement.Folder, commit!, [], cancellation) is not { } files)
            {
                return $"commit {commit!.Short} is not in this clone";
            }

            changed.UnionWith(files);
        }

        if (against is null && measurement.Base is null)
        {
            // They are always newer than the commit that they are of. A pull request that changes them is judged by what it changes.
            changed.RemoveWhere(path => SourceState.IsOf(measurement.Store.Documents.Paths, path));
        }

        if (changed.Count == 0)
        {
            return null;
        }

        var top = await Git.TopAsync(measurement.Folder, cancellation);
        if (top is null || await BuildInputs.OfAsync(suite, measurement.Folder, top, cancellation) is not { } inputs)
        {
            return "MSBuild does not tell what it is built from";
        }

        if (changed.Order(StringComparer.Ordinal).FirstOrDefault(path => path == measurement.ConfigPath || inputs.MayHold(path)) is { } input)
        {
            return $"{Path.GetRelativePath(measurement.Folder, input)} changed";
        }

        // What changed behind a link is listed where it lies, and not where the build finds it.
        return (await ChangedFiles.LinksAsync(top, cancellation)).FirstOrDefault(inputs.IsWithin) is { } link
            ? $"{Path.GetRelativePath(measurement.Folder, link)} is a symbolic link" : null;
    }
}
