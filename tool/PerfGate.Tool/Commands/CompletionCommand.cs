using System.CommandLine;
using PerfGate.Tool.Completion;

namespace PerfGate.Tool.Commands;

/// <summary><c>perfgate completion</c>: the script that lets a shell complete the command line.</summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, Func<IReadOnlyList<CompletionNode>, string>> Shells = new()
    {
        ["bash"] = BashCompletion.Of,
        ["zsh"] = ZshCompletion.Of,
        ["fish"] = FishCompletion.Of,
        ["powershell"] = PowerShellCompletion.Of,
    };

    /// <param name="root">The command line that is described.</param>
    public static Command Create(RootCommand root)
    {
        var shell = new Argument<string>("SHELL") { Description = $"{string.Join(", ", Shells.Keys)}." };
        shell.AcceptOnlyFromAmong([.. Shells.Keys]);
        var command = new Command("completion", "Writes the script that completes commands and options in a shell, such as `source <(dotnet perfgate completion bash)`.") { shell };
        command.SetAction(parsed => Console.Out.Write(Shells[parsed.GetValue(shell)!]([.. CompletionNode.Of(root)])));
        return command;
    }
}
