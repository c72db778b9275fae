using System.CommandLine;
using PerfGate.Bisecting;
using PerfGate.Configuration;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Model;
using PerfGate.Results;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Commands.Steps;
using PerfGate.Tool.Explaining;
using PerfGate.Tool.Measuring;
using PerfGate.Tool.Reporting;
using PerfGate.Tool.Storage;
using PerfGate.Tool.Terminal;

namespace PerfGate.Tool.Commands;

/// <summary><c>perfgate bisect</c>: which commit made a benchmark worse.</summary>
internal static class BisectCommand
{
    public static Command Create()
    {
        var options = new CommonOptions();
        var good = new Argument<string?>("GOOD") { Description = "A commit, branch or tag at which the benchmark was good; else the commit of the stored baseline.", Arity = ArgumentArity.ZeroOrOne };
        var bad = new Argument<string>("BAD") { Description = "One at which it is worse.", DefaultValueFactory = _ => "HEAD" };
        var benchmark = new Option<string>("--benchmark") { Description = "The benchmark: its whole name, with parameters where it has some.", HelpName = "NAME", Required = true };
        var metricName = new Option<string>("--metric") { Description = "The metric: time, allocated, or a custom one of the configuration.", HelpName = "NAME", DefaultValueFactory = _ => Metric.Time.Name };
        var first = new Option<bool>("--first") { Description = "End at the first commit that is found; else what is left on both sides of it is searched, too." };
        var allCommits = new Option<bool>("--all-commits") { Description = "Walk into merges; else a merge is one step." };
        var restart = new Option<bool>("--restart") { Description = "Measure anew what an earlier search found, which was stopped before its end." };
        var explain = new Option<bool>("--explain") { Description = "Explain each commit that was found, against the one before it.", HelpName = "true|false", DefaultValueFactory = _ => true };
        var json = new Option<string?>("--json") { Description = "Write what was found to this file, too.", HelpName = "PATH" };
        var command = new Command("bisect", "Finds the commit that made a benchmark worse, by binary search. Each step is measured in turn with the good commit.") { good, bad };
        foreach (var option in (Option[])[benchmark, metricName, first, allCommits, restart, explain, json, options.Config, options.Suite, options.Store, options.Launches, options.LaunchTimeout, .. options.Output])
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => CommandContext.RunAsync(parsed, options, async context =>
        {
            var measurement = new Measurement(parsed, options);
            var suite = SuiteOf(measurement);
            var metric = MetricOf(parsed.GetValue(metricName)!, measurement.Config);
            var from = await CommitRange.HashAsync(measurement.Folder, parsed.GetValue(good) ?? BaselineCommit(measurement, suite), cancellation);
            var to = await CommitRange.HashAsync(measurement.Folder, parsed.GetValue(bad)!, cancellation);
            var commits = await CommitRange.OfAsync(measurement.Folder, from, to, !parsed.GetValue(allCommits), cancellation);
            var name = parsed.GetValue(benchmark)!;
            var state = BisectState.Load(await StateFileAsync(measurement.Folder, cancellation), $"{suite.Name} {name} {metric.Name} {from} {to}");
            if (parsed.GetValue(restart))
            {
                state.Steps.Clear();
            }

            context.Progress.Say($"{Format.Count(commits.Count, "commit")} after {from[..7]}: about {Format.Count(CommitSearch.MostSteps(commits.Count) + 1, "step")}");
            var findings = await new Bisection(measurement, suite, name, metric, state, context).SearchAsync(from, commits, parsed.GetValue(first), cancellation);
            if (parsed.GetValue(json) is { } path)
            {
                AtomicFile.Write(path, BisectReport.Json(findings, name, metric, from, to), DiagnosticCode.PG1008);
            }

            state.Remove();
            Console.Out.Write(BisectReport.Text(findings, name, metric, from, to, measurement.Config.Policy.MinimumEffect));
            if (parsed.GetValue(explain) && suite.Command is null)
            {
                await ExplainAsync(findings, suite, BenchmarkId.Parse(name), measurement, context, cancellation);
            }

            return findings.Count == 0 ? ExitCode.Inconclusive : ExitCode.Passed;
        }));
        return command;
    }

    // Each commit by itself: the one before it has all else.
    private static async Task ExplainAsync(
        IReadOnlyList<BisectFinding> findings, SuiteConfig suite, BenchmarkId id, Measurement measurement, CommandContext context, CancellationToken cancellation)
    {
        foreach (var commit in findings.Where(finding => finding.Commits.Count == 1).Select(finding => finding.Commits[0].Hash))
        {
            var before = await CommitRange.HashAsync(measurement.Folder, $"{commit}~1", cancellation);
            var found = await new Explainer(measurement, context).ExplainAsync(before, [new Suspect(suite, id, Judged: null)], commit, cancellation);
            context.Progress.Clear();
            foreach (var explanation in found.Values)
            {
                Console.Out.Write(ExplanationText.Of(id, before, explanation, isWhole: context.Verbosity == Verbosity.Detailed));
            }
        }
    }

    private static SuiteConfig SuiteOf(Measurement measurement) => measurement.Suites is [var one] ? one : throw new PerfGateException(
        DiagnosticCode.PG1001, "there are several suites", string.Join(", ", measurement.Suites.Select(suite => suite.Name)), "Name the benchmark's: --suite NAME");

    private static Metric MetricOf(string name, PerfGateConfig config)
    {
        Metric[] known = [Metric.Time, Metric.Allocated, .. config.Policy.Counters];
        return Array.Find(known, metric => metric.Name == name) ?? throw new PerfGateException(
            DiagnosticCode.PG1001, $"there is no metric '{name}'", null, $"Use one of {string.Join(", ", known.Select(metric => metric.Name))}");
    }

    private static string BaselineCommit(Measurement measurement, SuiteConfig suite) => measurement.Store.LoadAll()
        .Select(baseline => baseline.ForSuite(suite.Name)?.Sessions[^1].Provenance).OfType<RunProvenance>()
        .Where(provenance => provenance.Commit is { IsDirty: false }).MaxBy(provenance => provenance.MeasuredAt)?.Commit!.Hash
        ?? throw new PerfGateException(DiagnosticCode.PG3001, $"there is no baseline of suite '{suite.Name}' to begin at", measurement.Store.Place, "Name the good commit: `dotnet perfgate bisect GOOD --benchmark NAME`");

    // Git's own folder goes with no commit, and each worktree has one.
    private static async Task<string> StateFileAsync(string folder, CancellationToken cancellation) =>
        await Git.RunAsync(folder, ["rev-parse", "--git-path", "perfgate-bisect.json"], cancellation) is { ExitCode: 0 } path
            ? Path.GetFullPath(Path.Combine(folder, path.Output.Trim()))
            : throw new PerfGateException(DiagnosticCode.PG3007, "this is no git repository", folder, "Bisect where the commits are");
}
