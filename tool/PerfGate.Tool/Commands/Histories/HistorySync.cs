using System.CommandLine;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Commands.Steps;
using PerfGate.Tool.Storage.Histories;

namespace PerfGate.Tool.Commands.Histories;

/// <summary><c>perfgate history pull</c> and <c>push</c>: the history of other clones.</summary>
internal static class HistorySync
{
    public static Command CreatePull() => Create("pull", "Fetches the history of a remote and joins it with what is here.", async (remote, context, cancellation) =>
    {
        context.Progress.Say(await remote.PullAsync(cancellation) switch
        {
            null => "the remote has no history yet",
            0 => "nothing new",
            { } added => $"{Format.Count(added, "session")} new here",
        });
    });

    public static Command CreatePush() => Create("push", "Joins the history of a remote with what is here, and pushes both.", async (remote, context, cancellation) =>
    {
        await remote.PushAsync(cancellation);
        context.Progress.Say($"pushed {HistoryRef.Name}");
    });

    private static Command Create(string name, string description, Func<HistoryRemote, CommandContext, CancellationToken, Task> work)
    {
        var options = new CommonOptions();
        var remote = new Argument<string?>("REMOTE") { Description = "The remote's name or address; else origin, or the only one there is.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command(name, description) { remote };
        foreach (var option in (Option[])[options.Config, options.Store, .. options.Output])
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => CommandContext.RunAsync(parsed, options, async context =>
        {
            if (HistoryInput.Open(parsed, options) is not HistoryRef and var history)
            {
                context.Progress.Say($"nothing to do: the history is in '{history.Place}', which everybody reads and writes; only one on {HistoryRef.Name} is pulled and pushed");
                return ExitCode.Passed;
            }

            await work(new HistoryRemote(HistoryInput.Folder(parsed.GetValue(options.Config)), parsed.GetValue(remote)), context, cancellation);
            return ExitCode.Passed;
        }));
        return command;
    }
}
