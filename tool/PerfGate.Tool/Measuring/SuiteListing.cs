using System.Text.RegularExpressions;
using PerfGate.Diagnostics;

namespace PerfGate.Tool.Measuring;

/// <summary>Asks a suite which benchmarks it has, so that one that does not run is noticed.</summary>
internal static partial class SuiteListing
{
    /// <summary>The full names of the methods that the filters choose, without parameters.</summary>
    /// <exception cref="PerfGateException">
    /// PG2002: the filters match nothing. PG2012: the suite crashed. PG2014: it began to measure instead of listing.
    /// </exception>
    public static async Task<IReadOnlyList<string>> ListAsync(
        BuiltSuite suite, string name, IReadOnlyList<string> filters, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var lines = new List<string>();
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
                ChildProcess.DotNetHost, [suite.Assembly, "--list", "flat", "--filter", .. filters], suite.ProjectFolder, OnLine, stop.Token);
            if (exitCode != 0)
            {
                throw new PerfGateException(
                    DiagnosticCode.PG2012, $"suite '{name}' crashed while it listed its benchmarks (exit code {exitCode})",
                    string.Join('\n', lines.TakeLast(15)));
            }
        }
        catch (OperationCanceledException) when (ignoresArguments && !cancellation.IsCancellationRequested)
        {
            throw new PerfGateException(
                DiagnosticCode.PG2014, $"suite '{name}' does not pass its arguments on to BenchmarkDotNet",
                "it began to measure when it was asked for a list",
                "Let Main call `BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args)`");
        }

        var methods = lines.Select(line => line.Trim()).Where(line => MethodName().IsMatch(line)).Distinct().ToList();
        return methods.Count > 0
            ? methods
            : throw new PerfGateException(
                DiagnosticCode.PG2002, $"nothing to run: suite '{name}' has no benchmark that matches {string.Join(' ', filters)}",
                string.Join('\n', lines.TakeLast(5)),
                $"See what there is: `dotnet run -c Release --project {suite.ProjectFolder} -- --list flat`");
    }

    // A suite's Main may print other things; a line is a benchmark only if it looks like Type.Method.
    [GeneratedRegex(@"^[\p{L}_][^\s(]*(?:<.*>)?\.[\p{L}_][\w<>`, ]*$")]
    private static partial Regex MethodName();
}
