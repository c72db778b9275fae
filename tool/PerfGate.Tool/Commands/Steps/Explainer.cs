using System.Collections.Immutable;
using PerfGate.Configuration;
using PerfGate.Diagnostics;
using PerfGate.Explaining;
using PerfGate.Formatting;
using PerfGate.Model;
using PerfGate.Results;
using PerfGate.Statistics;
using PerfGate.Tool.Explaining;
using PerfGate.Tool.Measuring;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>
/// Runs both states of a benchmark again, with the runtime's own instruments on, and finds what grew. What is judged was measured before, without them; what fails here is said and changes no
/// verdict.
/// </summary>
internal sealed class Explainer(Measurement measurement, CommandContext context)
{
    // Six a side may tell two states apart by their order alone, and hold a second or more of samples each. Where nobody judged before, a noisy machine gets as many again.
    private const int Starts = 6;

    private const int MostMethods = 3;
    private const int MostListings = 8;

    // Samples need time, and not many iterations: what the suite asks for itself stays.
    private static readonly (string Option, string Value)[] Short = [("--iterationTime", "100"), ("--iterationCount", "8"), ("--warmupCount", "3")];

    /// <summary>Explains benchmarks against one commit, one after the other.</summary>
    /// <param name="reference">The commit, branch or tag.</param>
    /// <param name="suspects">The benchmarks.</param>
    /// <param name="state">The commit to explain; null for the working tree.</param>
    /// <param name="cancellation">Stops it; the check-outs are removed.</param>
    /// <returns>What was found of each that could be run; what could not is said as PG2074.</returns>
    public async Task<IReadOnlyDictionary<BenchmarkId, Explanation>> ExplainAsync(string reference, IReadOnlyList<Suspect> suspects, string? state, CancellationToken cancellation)
    {
        var explanations = new Dictionary<BenchmarkId, Explanation>();
        try
        {
            await using var worktree = await Worktree.CheckOutAsync(measurement.Folder, reference, context.WriteOnce, cancellation);
            await using var other = state is null ? null : await Worktree.CheckOutAsync(measurement.Folder, state, context.WriteOnce, cancellation);
            var built = new HashSet<SuiteConfig>();
            foreach (var suspect in suspects)
            {
                try
                {
                    context.Progress.Say($"explaining {PlainText.OneLine(suspect.Id.ShortName)}: {(suspect.Judged is null ? $"{Starts} to {2 * Starts}" : $"{Starts}")} starts of both states, with samples");
                    explanations[suspect.Id] = await ExplainAsync(suspect, reference, worktree, state, other, built.Add(suspect.Suite), cancellation);
                }
                catch (Exception e) when (e is PerfGateException or InvalidDataException || DiskErrors.Is(e))
                {
                    Note($"'{suspect.Id}' could not be explained", e);
                }
            }
        }
        catch (PerfGateException e)
        {
            Note($"{Format.Count(suspects.Count, "benchmark")} could not be explained", e);
        }

        return explanations;
    }

    private void Note(string fact, Exception why)
    {
        context.Progress.Clear();
        context.WriteOnce(new Diagnostic(
            DiagnosticCode.PG2074, Severity.Note, $"{fact}; the verdict stays", (why as PerfGateException)?.Diagnostic.ToString() ?? why.Message, "See the benchmark's own run: `dotnet perfgate explain BENCHMARK --artifacts FOLDER`"));
    }

    private async Task<Explanation> ExplainAsync(
        Suspect suspect, string reference, Worktree worktree, string? state, Worktree? other, bool build, CancellationToken cancellation)
    {
        var (folder, claim) = LeftOvers.NewFolder();
        try
        {
            var (before, after) = PlansOf(suspect, reference, worktree, other, build);
            var (theirs, ours) = (new TracedStarts(folder, "before"), new TracedStarts(folder, "now"));
            (SuiteRun Before, SuiteRun After) runs;
            try
            {
                runs = await SampleAsync(suspect, before, after, theirs, ours, cancellation);
            }
            catch (PerfGateException e) when (suspect.Suite.Isolation == Isolation.Process && !IsOfBuild(e.Diagnostic))
            {
                // Not every suite can run in one process.
                (before, after) = (before with { Suite = before.Suite with { Isolation = Isolation.Process } }, after with { Suite = after.Suite with { Isolation = Isolation.Process } });
                (theirs, ours) = (new TracedStarts(folder, "before-in-processes"), new TracedStarts(folder, "now-in-processes"));
                runs = await SampleAsync(suspect, before, after, theirs, ours, cancellation);
            }

            context.Progress.Say("reading what was sampled");
            var idBefore = runs.Before.Benchmarks.FirstOrDefault(id => before.NameNow(id) == suspect.Id) ?? suspect.Id;
            var (outputBefore, outputAfter) = (await OutputAsync(before, cancellation), await OutputAsync(after, cancellation));
            var profilesBefore = theirs.Read(idBefore, runs.Before, outputBefore);
            var profilesAfter = ours.Read(suspect.Id, runs.After, outputAfter);
            Keep(suspect.Id, after.Artifacts, profilesBefore, profilesAfter);
            var difference = ProfileDifference.Of(profilesBefore, profilesAfter, suspect.Judged, measurement.Config.Policy.MinimumEffect);
            var top = await Git.TopAsync(after.Root, cancellation) ?? after.Root;
            var sources = new SourceLines(outputAfter.Folder, outputAfter.IsOwn, top);
            var grown = difference.Methods.Select(method => method.Method).Concat(difference.Allocations.Select(allocation => allocation.Method)).Distinct().ToList();
            return Explanation.Of(difference) with
            {
                Methods = [.. difference.Methods.Select(method => method with { Source = sources.Find(method.Method) })],
                Gone = difference.Gone,
                Code = await CodeAsync(before, after, difference, profilesAfter, folder, cancellation),
                Commits = [.. await CommitChanges.BetweenAsync(measurement.Folder, reference, state, grown.Select(sources.Find).OfType<SourceLine>().Select(line => line.File).ToHashSet(), cancellation)],
                Settings = [.. BuildOutput.Between(outputBefore, outputAfter)],
                PausedShare = (profilesBefore.Average(start => start.PausedShare), profilesAfter.Average(start => start.PausedShare)),
            };
        }
        finally
        {
            DiskErrors.OfDeleting(folder);
            claim.Dispose();
        }
    }

    private (MeasurePlan Before, MeasurePlan After) PlansOf(Suspect suspect, string reference, Worktree worktree, Worktree? other, bool build)
    {
        var plan = measurement.PlanFor(suspect.Suite);
        var after = plan with
        {
            Suite = suspect.Suite with
            {
                Isolation = Isolation.InProcess,
                Arguments = [.. suspect.Suite.Arguments, .. Short.Where(option => !suspect.Suite.Arguments.Contains(option.Option)).SelectMany(option => (string[])[option.Option, option.Value])],
            },
            Filters = [suspect.Id.FullName],
            Artifacts = plan.Artifacts is { } kept ? Path.Combine(kept, "explain") : null,
            Build = build && (plan.Build || other is not null),
            Assembly = other is null ? plan.Assembly : null,
            Root = other?.Root ?? plan.Root,
        };
        var before = InTurn.PlanBefore(after, reference, worktree, measurement) with { Build = build };
        return suspect.Suite.Command is null
            ? (before, after)
            : throw new PerfGateException(DiagnosticCode.PG2074, $"suite '{suspect.Suite.Name}' is a command, whose runtime PerfGate does not know", null, "Only suites that are projects with BenchmarkDotNet are explained");
    }

    private async Task<(SuiteRun Before, SuiteRun After)> SampleAsync(Suspect suspect, MeasurePlan before, MeasurePlan after, TracedStarts theirs, TracedStarts ours, CancellationToken cancellation)
    {
        var most = suspect.Judged is null ? 2 * Starts : Starts;
        var runs = await MeasureAsync(
            before with { Launches = most, Looks = Looks.Before(most), Instruments = theirs.Next }, after with { Launches = most, Looks = Looks.Before(most), Instruments = ours.Next },
            (earlier, now) => IsTold(suspect.Id, earlier, now) ? new HashSet<BenchmarkId>() : now.Benchmarks.ToHashSet(), cancellation);
        // A job of another runtime is none in this process.
        return TimesOf(runs.After, suspect.Id).Length > 0 ? runs : throw new PerfGateException(
            DiagnosticCode.PG2004, $"'{suspect.Id}' was not measured", Format.Some(runs.After.Benchmarks), "Give the whole name, with its parameters and its job");
    }

    // Slower, or no sign of it.
    private static bool IsTold(BenchmarkId id, SuiteRun before, SuiteRun after) =>
        TimesOf(before, id) is { Length: > 0 } earlier && TimesOf(after, id) is { Length: > 0 } now && (now.Min() <= earlier.Min() || ProfileDifference.IsApart(earlier, now));

    private static double[] TimesOf(SuiteRun run, BenchmarkId id) => run.Find(id, Metric.Time.Name) is { } time ? LaunchSummary.Minima(time.Sample) : [];

    private async Task<(SuiteRun Before, SuiteRun After)> MeasureAsync(
        MeasurePlan before, MeasurePlan after, Func<SuiteRun, SuiteRun, IReadOnlySet<BenchmarkId>>? undecided, CancellationToken cancellation)
    {
        var (theirs, ours) = await Measurement.RunnerFor(context).RunInTurnAsync(before, after, Random.Shared, undecided, cancellation);
        return theirs.Failures.Concat(ours.Failures).FirstOrDefault() is { } failure ? throw new PerfGateException(failure.Diagnostic) : (theirs, ours);
    }

    private static async Task<BuildOutput> OutputAsync(MeasurePlan plan, CancellationToken cancellation) => BuildOutput.Of(
        plan.Assembly is { } assembly ? SuiteBuilder.Take(assembly, plan.Suite, plan.Root) : await SuiteBuilder.BuildAsync(plan.Suite, plan.Root, build: false, cancellation));

    // The other commit's has its own code, and names this one.
    private static bool IsOfBuild(Diagnostic diagnostic) => diagnostic.Code == DiagnosticCode.PG2001 || diagnostic.Fact.Contains($"({DiagnosticCode.PG2001})", StringComparison.Ordinal);

    // One more start of each state: listing code takes time, which no sample is to see.
    private async Task<ImmutableArray<CodeChange>> CodeAsync(
        MeasurePlan before, MeasurePlan after, ProfileDifference difference, IReadOnlyList<Profile> profiles, string folder, CancellationToken cancellation)
    {
        var methods = difference.Methods.Take(MostMethods).Select(method => method.Method).ToList();
        if (methods.Count == 0)
        {
            return [];
        }

        var names = methods.Concat(methods.SelectMany(method => CallersOf(method, profiles))).Select(MethodText.ForJit).Distinct().Take(MostListings).ToList();
        var (theirs, ours) = (Path.Combine(folder, "before.asm"), Path.Combine(folder, "now.asm"));
        await ListAsync(isTiered: true);
        if (OutputOf(theirs).IsUnfinished || OutputOf(ours).IsUnfinished)
        {
            // On a busy machine a short start can end before what runs for long was optimized.
            await ListAsync(isTiered: false);
        }

        return CodeChange.Between(OutputOf(theirs), OutputOf(ours), (a, b) => string.Join('\n', UnifiedDiff.Of(a, b)));

        Task ListAsync(bool isTiered) => MeasureAsync(
            before with { Build = false, Launches = 1, Instruments = () => Instruments.Disassembling(theirs, names, isTiered) },
            after with { Build = false, Launches = 1, Instruments = () => Instruments.Disassembling(ours, names, isTiered) }, undecided: null, cancellation);
    }

    // Those of the source that a method was seen below.
    private static IEnumerable<string> CallersOf(string method, IReadOnlyList<Profile> profiles) => profiles.SelectMany(start => start.Stacks)
        .Where(stack => MethodText.AreSame(stack.Owner.Method, method))
        .SelectMany(stack => stack.Frames.SkipWhile(frame => !MethodText.AreSame(frame.Method, method)).Skip(1).Where(frame => frame.IsOwn).Take(1))
        .Select(frame => frame.Method).Distinct();

    private static JitOutput OutputOf(string file) => JitOutput.Read(File.Exists(file) ? File.ReadAllText(file) : "");

    private void Keep(BenchmarkId id, string? folder, IReadOnlyList<Profile> before, IReadOnlyList<Profile> after)
    {
        if (folder is null)
        {
            return;
        }

        var name = string.Concat(id.ToString().Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '_'));
        var path = Path.Combine(folder, $"{name[..Math.Min(name.Length, 100)]}{SpeedScope.Extension}");
        AtomicFile.Write(path, SpeedScope.Render(id.ToString(), [("before", before), ("now", after)]), DiagnosticCode.PG1008);
        context.Progress.Say($"wrote {path}");
    }
}
