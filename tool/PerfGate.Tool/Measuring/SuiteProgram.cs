using System.Diagnostics;
using PerfGate.Configuration;
using PerfGate.Diagnostics;
using PerfGate.Formatting;

namespace PerfGate.Tool.Measuring;

/// <summary>A suite's program: it is started again and again, and stopped where it hangs.</summary>
/// <param name="plan">What is measured.</param>
/// <param name="built">The program.</param>
/// <param name="suiteLog">Where its output goes too, or null.</param>
internal sealed class SuiteProgram(MeasurePlan plan, BuiltSuite built, TextWriter? suiteLog)
{
    /// <summary>How to find out more.</summary>
    public const string RunByHand = "Run it by hand; --artifacts FOLDER keeps the whole log";

    private TimeSpan _longest;

    /// <summary>Starts it once and waits for its end.</summary>
    /// <param name="folder">Where it writes.</param>
    /// <param name="filters">Which benchmarks, in one command line.</param>
    /// <param name="launchesInside">How many launches BenchmarkDotNet makes of this start.</param>
    /// <param name="listed">The full names of its methods, to name the one that hangs.</param>
    /// <param name="output">Takes in what it says.</param>
    /// <param name="onProgress">Called with the share that is done, in [0, 1].</param>
    /// <param name="cancellation">Kills it.</param>
    /// <exception cref="PerfGateException">PG2012 it crashed; PG2070 it did not end.</exception>
    public async Task StartAsync(
        string folder, IReadOnlyList<string> filters, int launchesInside, IReadOnlyCollection<string> listed, SuiteOutput output,
        Action<double> onProgress, CancellationToken cancellation)
    {
        var (announced, done) = (output.Announced, output.Done);
        await using var log = File.CreateText(Path.Combine(folder, "suite.log"));
        void OnLine(string line)
        {
            log.WriteLine(line);
            // To a CI system, a line may be a command.
            suiteLog?.WriteLine(PlainText.OneLine(line));
            if (output.Read(line))
            {
                onProgress((output.Done - done) / (double)Math.Max(output.Announced - announced, 1));
            }
        }

        var clock = Stopwatch.StartNew();
        try
        {
            var exitCode = await ChildProcess.RunAsync(
                ChildProcess.DotNetHost, Arguments(folder, filters, launchesInside), built.ProjectFolder, OnLine, OnLine,
                LaunchLimit.Of(plan.LaunchTimeout, _longest, launchesInside), cancellation, Variables(), isClaimed: true);
            if (exitCode != 0)
            {
                throw new PerfGateException(
                    DiagnosticCode.PG2012, $"suite '{plan.Suite.Name}' crashed (exit code {exitCode})", output.Tail, RunByHand);
            }
        }
        catch (TimeoutException e)
        {
            throw new PerfGateException(Hangs(e.Message, listed, output), e);
        }

        _longest = new[] { _longest, clock.Elapsed / launchesInside }.Max();
    }

    private IReadOnlyDictionary<string, string?>? Variables() => plan.Instruments is null
        ? built.Variables
        : new Dictionary<string, string?>([.. built.Variables ?? new Dictionary<string, string?>(), .. plan.Instruments()]);

    private Diagnostic Hangs(string why, IReadOnlyCollection<string> listed, SuiteOutput output)
    {
        // The log leaves the namespace out.
        var running = output.Running.Split(": ")[0];
        var methods = listed.Where(method => running.Length > 0 && $".{method}".EndsWith($".{running}", StringComparison.Ordinal)).ToList();
        return Diagnostic.Error(
            DiagnosticCode.PG2070,
            running.Length == 0
                ? $"suite '{plan.Suite.Name}' did not end, and no benchmark was running"
                : $"'{(methods.Count == 1 ? methods[0] : running)}' did not end, so suite '{plan.Suite.Name}' was stopped",
            $"{why}, and was killed with all that it had started\n{output.Tail}",
            "Mend what hangs; or give a launch more time, with \"launchTimeout\" of the suite in perfgate.json or --launch-timeout");
    }

    private IEnumerable<string> Arguments(string folder, IReadOnlyList<string> filters, int launchesInside) =>
    [
        built.Assembly,
        "--filter", .. filters,
        "--exporters", "json",
        "--memory",
        "--artifacts", folder,
        .. plan.Suite.Isolation == Isolation.InProcess ? ["--inProcess"] : (string[])["--launchCount", $"{launchesInside}"],
        .. plan.Suite.Arguments,
    ];
}
