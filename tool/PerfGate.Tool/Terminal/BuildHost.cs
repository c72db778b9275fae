using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace PerfGate.Tool.Terminal;

/// <summary>What an MSBuild task that started this process says of itself: that it reads the output, and which process it is in.</summary>
internal static class BuildHost
{
    private const string Variable = "PERFGATE_HOST";
    private const string ProcessVariable = "PERFGATE_HOST_PROCESS";
    private static readonly CancellationTokenSource Gone = new();

    /// <summary>Whether diagnostics are to be in MSBuild's form, and the headline among the progress.</summary>
    public static bool IsMSBuild { get; private set; }

    /// <summary>Cancelled when the build is no more: nobody waits for an outcome then.</summary>
    public static CancellationToken Ended => Gone.Token;

    /// <summary>Takes in what the task said. What this process starts does not write for the task.</summary>
    public static void Recognise()
    {
        IsMSBuild = Take(Variable) == "msbuild";
        if (int.TryParse(Take(ProcessVariable), CultureInfo.InvariantCulture, out var host))
        {
            _ = WatchAsync(host);
        }

        if (IsMSBuild)
        {
            // The task reads UTF-8; on Windows a pipe would carry the console's code page.
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        }
    }

    private static string? Take(string variable)
    {
        var value = Environment.GetEnvironmentVariable(variable);
        Environment.SetEnvironmentVariable(variable, null);
        return value;
    }

    private static async Task WatchAsync(int host)
    {
        try
        {
            using var process = Process.GetProcessById(host);
            await process.WaitForExitAsync();
        }
        catch (ArgumentException)
        {
            // It is gone already.
        }

        await Gone.CancelAsync();
    }
}
