using CliWrap;
using CliWrap.Buffered;

namespace PerfGate.LazyVsEager.Tests;

/// <summary>The suite as a user starts it: a process of its own.</summary>
internal static class Suite
{
    private const string Assembly = "PerfGate.LazyVsEager.dll";

    /// <summary>The suite's own folder: the tests' output holds a copy of it.</summary>
    public static string Folder => AppContext.BaseDirectory;

    public static Task<BufferedCommandResult> RunAsync(string folder, params string[] arguments) =>
        RunAsync(folder, new Dictionary<string, string?>(), arguments);

    /// <summary>The suite itself, without some of its passes.</summary>
    public static Task<BufferedCommandResult> RunWithoutAsync(string passes, params string[] arguments) =>
        RunAsync(Folder, new Dictionary<string, string?> { ["LAZY_PASSES_OFF"] = passes }, arguments);

    private static async Task<BufferedCommandResult> RunAsync(string folder, Dictionary<string, string?> environment, string[] arguments) =>
        await Cli.Wrap(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
            .WithArguments([Path.Combine(folder, Assembly), .. arguments])
            .WithEnvironmentVariables(environment)
            .WithWorkingDirectory(folder)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
}
