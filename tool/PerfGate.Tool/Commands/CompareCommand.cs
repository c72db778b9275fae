using System.CommandLine;
using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Gating;
using PerfGate.Gating.Model;
using PerfGate.Policies;
using PerfGate.Results;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Commands.Steps;
using PerfGate.Tool.Reporting;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Commands;

/// <summary><c>perfgate compare</c>: judge two runs that exist already.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var (options, judging) = (new CommonOptions(), new CompareOptions());
        const string What = "a run file, a baseline, BenchmarkDotNet's JSON, JSON lines, hyperfine's export, or a folder of them";
        var baseline = new Argument<string>("BASE") { Description = $"What to judge against: {What}." };
        var candidate = new Argument<string>("CANDIDATE") { Description = $"What to judge: {What}." };
        var command = new Command("compare", "Judges two runs; needs no configuration. Numbers that BenchmarkDotNet did not measure are read from JSON lines or hyperfine's --export-json: docs/plain-format.md.") { baseline, candidate };
        foreach (var option in (Option[])[options.Config, options.Filter, .. judging.All, .. options.Judging, options.Strict, .. options.Output])
        {
            command.Add(option);
        }

        command.SetAction((parsed, _) => CommandContext.RunAsync(parsed, options, context =>
        {
            var reports = (parsed.GetValue(options.Report) ?? []).Select(ReportRequest.Parse).ToList();
            var policy = judging.Apply(parsed, parsed.GetValue(options.Config) is { } config ? ConfigFile.Load(config).Config.Policy : GatePolicy.Default);
            var selection = (parsed.GetValue(options.Filter) ?? []).Select(filter => new Glob(filter)).ToList();
            var read = ResultInput.ReadCandidate(parsed.GetValue(candidate)!, policy.Counters);
            var (theirs, ours, jobs) = judging.Choose(parsed, ResultInput.ReadBase(parsed.GetValue(baseline)!, policy.Counters), read);
            var chosen = ours.Select(run => run.Where(id => selection.Count == 0 || selection.Any(glob => glob.Matches(id)))).ToList();
            if (chosen.TrueForAll(run => run.Measured.IsEmpty && run.Failures.IsEmpty))
            {
                throw new PerfGateException(
                    DiagnosticCode.PG2002, "nothing to judge: the candidate has no benchmark that matches",
                    string.Join(' ', selection), "See the names in the file");
            }

            policy = policy with { CanAccept = parsed.GetValue(options.Config) is not null, IsPart = policy.IsPart || selection.Count > 0, Renames = [.. jobs, .. policy.Renames] };
            var result = Gate.Judge(Pair(chosen, theirs, selection), Measurement.Strictly(policy, parsed.GetValue(options.Strict)));
            return Task.FromResult(context.Show(result, reports));
        }));
        return command;
    }

    // Benchmarks of two suites may have the same name, so a run of several is judged suite by suite.
    private static IReadOnlyList<GateInput> Pair(IReadOnlyList<SuiteRun> ours, Baseline theirs, IReadOnlyList<Glob> selection)
    {
        if (ours.Count == 1)
        {
            return [new GateInput(ours[0], theirs, selection)];
        }

        var lost = theirs.Sessions.Select(session => session.Suite).Except(ours.Select(run => run.Suite))
            .Select(suite => new SuiteRun(suite, ours[0].Environment, []));
        return [.. ours.Concat(lost).Select(run => new GateInput(run, theirs.ForSuite(run.Suite), selection))];
    }
}
