using System.Diagnostics;
using System.Reflection;

namespace PerfGate.Tool.Benchmarks;

/// <summary>Starts the tool as its users do: as a process, from its start to its end.</summary>
internal static class ToolProcess
{
    private static readonly string Assembly = typeof(ToolProcess).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "ToolAssembly").Value!;

    /// <summary>Runs the tool to its end.</summary>
    /// <exception cref="InvalidOperationException">It did not return one of the exit codes expected.</exception>
    public static void Run(IReadOnlyCollection<int> expected, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Assembly, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (!expected.Contains(process.ExitCode))
        {
            throw new InvalidOperationException($"exit code {process.ExitCode}: {error.Result}");
        }
    }
}
