using System.Text.RegularExpressions;
using PerfGate.Configuration;
using PerfGate.Diagnostics;

namespace PerfGate.Tool.Measuring;

/// <summary>Asks a suite which benchmarks it has, so that one that does not run is noticed.</summary>
/// <param name="suite">The suite's program.</param>
/// <param name="name">The suite's name, for diagnostics.</param>
/// <param name="timeout">How long an answer may take; null for a limit that no suite reaches.</param>
internal sealed partial class SuiteListing(BuiltSuite suite, string name, TimeSpan? timeout)
{
    private readonly LaunchLimit _limit = new(timeout ?? TimeSpan.FromMinutes(10));
    private bool _knowsJson = ListJson.IsKnownTo(suite);

    /// <summary>The full names of the methods that some filters choose, without parameters. What the suite's own Main says may be among them.</summary>
    /// <param name="filters">The filters, of one command line.</param>
    /// <param name="cancellation">Stops asking.</param>
    /// <returns>What is listed, each as often as it was said; empty if the filters match nothing.</returns>
    /// <exception cref="PerfGateException">PG2012: the suite crashed. PG2014: it began to measure instead. PG2070: it did not end.</exception>
    public async Task<IReadOnlyList<string>> ListAsync(IReadOnlyList<string> filters, CancellationToken cancellation)
    {
        if (_knowsJson)
        {
            if (ListJson.Read(await AskAsync("json", filters, cancellation)) is { } methods)
            {
                return methods;
            }

            _knowsJson = false;
        }

        return [.. (await AskAsync("flat", filters, cancellation)).Select(line => line.Trim()).Where(line => MethodName().IsMatch(line))];
    }

    /// <summary>
    /// Which of some methods, that were listed and not measured, are benchmarks: those that are listed once more, and more often than when
    /// the suite is asked for what it cannot have. The rest are lines that its Main writes.
    /// </summary>
    /// <param name="methods">The methods in question.</param>
    /// <param name="parts">The filters that they were listed for, by command line.</param>
    /// <param name="cancellation">Stops asking.</param>
    public async Task<IReadOnlyList<string>> ConfirmAsync(
        IReadOnlyCollection<string> methods, IEnumerable<IReadOnlyList<string>> parts, CancellationToken cancellation)
    {
        var anyway = await ListAsync([$"perfgate-{Guid.NewGuid():N}"], cancellation);
        var confirmed = new HashSet<string>();
        foreach (var part in parts)
        {
            var again = await ListAsync(part, cancellation);
            confirmed.UnionWith(methods.Where(method => again.Count(m => m == method) > anyway.Count(m => m == method)));
        }

        return [.. confirmed];
    }

    /// <summary>The benchmarks among what is listed, each once: without the lines that Main writes whatever it is asked for.</summary>
    /// <param name="parts">Filters, by command line.</param>
    /// <param name="cancellation">Stops asking.</param>
    public async Task<IReadOnlyList<string>> ListBenchmarksAsync(IEnumerable<IReadOnlyList<string>> parts, CancellationToken cancellation)
    {
        var anyway = await ListAsync([$"perfgate-{Guid.NewGuid():N}"], cancellation);
        var benchmarks = new HashSet<string>();
        foreach (var part in parts)
        {
            benchmarks.UnionWith((await ListAsync(part, cancellation)).CountBy(method => method).Where(method => method.Value > anyway.Count(m => m == method.Key)).Select(method => method.Key));
        }

        return [.. benchmarks.Order(StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<string>> AskAsync(string form, IReadOnlyList<string> filters, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var (lines, errors) = (new List<string>(), new List<string>());
        var ignoresArguments = false;
        void OnLine(string line)
        {
            lines.Add(line);
            if (line.StartsWith("// Validating benchmarks", StringComparison.Ordinal))
            {
                ignoresArguments = true;
                stop.Cancel();
            }
        }

        try
        {
            var exitCode = await ChildProcess.RunAsync(
                ChildProcess.DotNetHost, [suite.Assembly, "--list", form, "--filter", .. filters], suite.ProjectFolder, OnLine, errors.Add, _limit, stop.Token,
                suite.Variables);
            return exitCode == 0
                ? lines
                : throw new PerfGateException(
                    DiagnosticCode.PG2012, $"suite '{name}' crashed while it listed its benchmarks (exit code {exitCode})",
                    string.Join('\n', lines.Concat(errors).TakeLast(15)));
        }
        catch (TimeoutException e)
        {
            throw new PerfGateException(
                Diagnostic.Error(
                    DiagnosticCode.PG2070, $"suite '{name}' did not end when it was asked to list its benchmarks",
                    $"{e.Message}, and was stopped with all that it had started",
                    "Let Main do no more than call BenchmarkDotNet, or give it more time: \"launchTimeout\" in perfgate.json"),
                e);
        }
        catch (OperationCanceledException) when (ignoresArguments && !cancellation.IsCancellationRequested)
        {
            throw new PerfGateException(
                DiagnosticCode.PG2014, $"suite '{name}' does not pass its arguments on to BenchmarkDotNet",
                "it began to measure when it was asked for a list",
                "Let Main call `BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args)`");
        }
    }

    // A type's name has spaces between type arguments only; a method's may have nearly anything in it, as F# allows.
    [GeneratedRegex(@"^[\p{L}_][^\s(]*(?:<.*>)?\.[^\s.(][^.(]*$")]
    private static partial Regex MethodName();
}
