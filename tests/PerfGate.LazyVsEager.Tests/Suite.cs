using CliWrap;
using CliWrap.Buffered;

namespace PerfGate.LazyVsEager.Tests;

/// <summary>The suite as a user starts it: a process of its own.</summary>
internal static class Suite
{
    private const string Assembly = "PerfGate.LazyVsEager.dll";

    /// <summary>The suite's own folder: the tests' output holds a copy of it.</summary>
    public static string Folder => AppContext.BaseDirectory;

    public static async Task<BufferedCommandResult> RunAsync(string folder, params string[] arguments) =>
        await Cli.Wrap(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
            .WithArguments([Path.Combine(folder, Assembly), .. arguments])
            .WithWorkingDirectory(folder)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
}
