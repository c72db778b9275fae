using System.ComponentModel;
using System.Text.RegularExpressions;
using PerfGate.Configuration;

namespace PerfGate.Tool.Measuring;

/// <summary>Asks git about the source that is measured.</summary>
internal static partial class Git
{
    // A check-out of a large repository takes minutes; a question for a password would take for ever.
    private static readonly LaunchLimit Limit = new(TimeSpan.FromMinutes(30));

    private static readonly Dictionary<string, string?> NoQuestions = new() { ["GIT_TERMINAL_PROMPT"] = "0" };

    /// <summary>Asks for the commit that a name stands for: a hash, a branch or a tag. Fails where git does not know it; null without git.</summary>
    public static Task<Captured?> CommitAsync(string folder, string name, CancellationToken cancellation) =>
        RunAsync(folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", $"{name}^{{commit}}"], cancellation);

    /// <summary>The repository's folder, spelt as the folder is: git itself would resolve links. Null outside a repository.</summary>
    public static async Task<string?> TopAsync(string folder, CancellationToken cancellation) =>
        await RunAsync(folder, ["rev-parse", "--show-cdup"], cancellation) is { ExitCode: 0 } up
            ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(folder, up.Output.Trim())))
            : null;

    /// <summary>Who works here: git's user, else the system's.</summary>
    public static async Task<string> UserAsync(string folder, CancellationToken cancellation) =>
        await RunAsync(folder, ["config", "user.name"], cancellation) is { ExitCode: 0 } name && !string.IsNullOrWhiteSpace(name.Output)
            ? name.Output.Trim()
            : Environment.UserName;

    /// <summary>Runs git; null where there is none.</summary>
    public static async Task<Captured?> RunAsync(string folder, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        try
        {
            return await ChildProcess.CaptureAsync("git", arguments, folder, Limit, cancellation, NoQuestions);
        }
        catch (Win32Exception)
        {
            return null;
        }
        catch (TimeoutException e)
        {
            return new Captured(-1, "", $"git was stopped: {e.Message}");
        }
    }

    /// <summary>Runs a part of git that is given bytes and answers with bytes; null where there is no git.</summary>
    public static async Task<Piped?> PipeAsync(string folder, IEnumerable<string> arguments, ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        try
        {
            return await ChildProcess.PipeAsync("git", arguments, folder, input, Limit, cancellation, NoQuestions);
        }
        catch (Win32Exception)
        {
            return null;
        }
        catch (TimeoutException e)
        {
            return new Piped(-1, [], $"git was stopped: {e.Message}");
        }
    }

    /// <summary>Whether a text is a commit's whole hash, which names one commit on any machine; a shorter one, a branch or a tag may name others.</summary>
    public static bool IsWholeHash(string text) => WholeHash().IsMatch(text);

    [GeneratedRegex(@"\A[0-9a-f]{40}(?:[0-9a-f]{24})?\z")]
    private static partial Regex WholeHash();
}
