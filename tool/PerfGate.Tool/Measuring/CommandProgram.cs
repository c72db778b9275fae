using System.Collections.Immutable;
using System.ComponentModel;
using PerfGate.Configuration;
using PerfGate.Diagnostics;

namespace PerfGate.Tool.Measuring;

/// <summary>Starts the commands of a suite: the one that builds it, and the one that measures.</summary>
internal static class CommandProgram
{
    private const int TailLength = 25;
    private const int LongestVariable = 30_000;
    private const string Placeholder = "{output}";

    /// <summary>Builds a suite, if there is a command for that.</summary>
    /// <param name="suite">A suite that is a command.</param>
    /// <param name="root">The folder in which it is started.</param>
    /// <param name="cancellation">Kills it.</param>
    /// <exception cref="PerfGateException">PG1007: there is no such program. PG2001: it failed.</exception>
    public static async Task BuildAsync(SuiteConfig suite, string root, CancellationToken cancellation)
    {
        if (suite.Command!.Build is not { IsEmpty: false } build)
        {
            return;
        }

        var (exitCode, tail) = await RunAsync(suite, build, root, _ => { }, new Dictionary<string, string?>(), SuiteBuilder.Limit, cancellation);
        if (exitCode != 0)
        {
            throw new PerfGateException(
                DiagnosticCode.PG2001, $"suite '{suite.Name}' does not build (exit code {exitCode})", tail, $"See `{string.Join(' ', build)}`");
        }
    }

    /// <summary>Makes one launch.</summary>
    /// <param name="plan">What to measure, of a suite that is a command.</param>
    /// <param name="filters">Which benchmarks.</param>
    /// <param name="output">The file to write results to.</param>
    /// <param name="onLine">Called with each line that it writes to standard output and error.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellation">Kills it.</param>
    /// <returns>The end of what it wrote, for diagnostics.</returns>
    /// <exception cref="PerfGateException">PG1007: there is no such program. PG2012: it failed. PG2070: it did not end.</exception>
    public static async Task<string> StartAsync(
        MeasurePlan plan, IEnumerable<string> filters, string output, Action<string> onLine, LaunchLimit limit, CancellationToken cancellation)
    {
        ImmutableArray<string> words = [.. plan.Suite.Command!.Start.Select(word => word.Replace(Placeholder, output, StringComparison.Ordinal))];
        var (exitCode, tail) = await RunAsync(
            plan.Suite, words, plan.Root, onLine,
            new Dictionary<string, string?> { ["PERFGATE_OUTPUT"] = output, ["PERFGATE_FILTER"] = Variable(filters) },
            limit, cancellation);
        return exitCode == 0
            ? tail
            : throw new PerfGateException(
                DiagnosticCode.PG2012, $"suite '{plan.Suite.Name}' failed (exit code {exitCode})", tail,
                $"Run `{string.Join(' ', plan.Suite.Command.Start)}` by hand; --artifacts FOLDER keeps its log");
    }

    private static async Task<(int ExitCode, string Tail)> RunAsync(
        SuiteConfig suite, ImmutableArray<string> words, string root, Action<string> onLine, IReadOnlyDictionary<string, string?> variables,
        LaunchLimit limit, CancellationToken cancellation)
    {
        var tail = new Queue<string>();
        void OnLine(string line)
        {
            tail.Enqueue(line);
            if (tail.Count > TailLength)
            {
                tail.Dequeue();
            }

            onLine(line);
        }

        try
        {
            var exitCode = await ChildProcess.RunAsync(ProgramOf(words[0], root), words.Skip(1), root, OnLine, OnLine, limit, cancellation, variables, isClaimed: true);
            return (exitCode, string.Join('\n', tail));
        }
        catch (TimeoutException e)
        {
            throw new PerfGateException(
                Diagnostic.Error(
                    DiagnosticCode.PG2070, $"suite '{suite.Name}' did not end: `{string.Join(' ', words)}`",
                    $"{e.Message}, and was killed with all that it had started\n{string.Join('\n', tail)}",
                    "Mend what hangs; or give a launch more time, with \"launchTimeout\" of the suite in perfgate.json or --launch-timeout"),
                e);
        }
        catch (Win32Exception e)
        {
            throw new PerfGateException(
                Diagnostic.Error(
                    DiagnosticCode.PG1007, $"the command of suite '{suite.Name}' cannot be started: '{words[0]}'", e.Message.ReplaceLineEndings(" "),
                    "Give a program that PATH finds, or an executable file's path relative to perfgate.json"),
                e);
        }
    }

    // Names may hold anything but a line's end. Windows' variables are not longer than its command lines; what was not asked for is left out later.
    private static string Variable(IEnumerable<string> filters) =>
        string.Join('\n', filters) is { Length: < LongestVariable } text ? text : "*";

    // A path is relative to the folder that is measured, which is a check-out of its own while confirming; a bare name is found through PATH.
    private static string ProgramOf(string word, string root) =>
        word.AsSpan().ContainsAny('/', Path.DirectorySeparatorChar) ? Path.GetFullPath(Path.Combine(root, word)) : word;
}
