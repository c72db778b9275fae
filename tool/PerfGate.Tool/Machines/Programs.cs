using System.Diagnostics;

namespace PerfGate.Tool.Machines;

/// <summary>Small tools of the system that answer at once.</summary>
internal static class Programs
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>What a program writes to standard output.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    /// <exception cref="IOException">It failed, or did not answer.</exception>
    public static string OutputOf(string program, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            throw new IOException($"{program} did not answer");
        }

        return process.ExitCode == 0 ? output.Result : throw new IOException($"{program} ended with exit code {process.ExitCode}");
    }
}
