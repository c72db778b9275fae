using System.CommandLine;
using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Commands.Steps;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Commands;

/// <summary><c>perfgate baseline verify</c> and <c>seal</c>: whether what is stored is as PerfGate wrote it.</summary>
internal static class BaselineSeals
{
    public static Command CreateVerify() => Create("verify", "Checks the checksums, and the signatures where a key is set, of all that is stored to judge by.", Verify);

    public static Command CreateSeal() => Create("seal", "Writes checksums anew after an edit that is wanted, and signatures where a key is set; says which sessions that were.", Seal);

    private static Command Create(string name, string description, Func<StoreSeals, CommandContext, bool> work)
    {
        var options = new CommonOptions();
        var command = new Command(name, description);
        foreach (var option in (Option[])[options.Config, options.Store, .. options.Output])
        {
            command.Add(option);
        }

        command.SetAction((parsed, _) => CommandContext.RunAsync(parsed, options, context =>
        {
            var measurement = new Measurement(parsed, options);
            return Task.FromResult(work(new StoreSeals(measurement.Store.Documents, BaselineKey.Seals), context) ? ExitCode.Passed : ExitCode.BaselineUnusable);
        }));
        return command;
    }

    private static bool Verify(StoreSeals store, CommandContext context)
    {
        var (files, sessions, unsealed, problems) = (0, 0, 0, 0);
        foreach (var document in store.Verify())
        {
            files++;
            sessions += document.Sessions.Count;
            unsealed += document.Sessions.Count(session => session.State == SealState.None);
            problems += document.Problems.Count;
            foreach (var problem in document.Problems)
            {
                context.Write(problem);
            }
        }

        Console.Out.WriteLine($"{Format.Count(files, "document")}, {Format.Count(sessions, "session")}: {(problems == 0 ? "nothing is wrong" : Format.Count(problems, "problem"))}{Without(unsealed)}");
        return problems == 0;
    }

    private static string Without(int unsealed) => unsealed switch
    {
        0 => "",
        1 => "; 1 has no checksum, `dotnet perfgate baseline seal` gives it one",
        _ => $"; {Format.Count(unsealed, "session")} have no checksum, `dotnet perfgate baseline seal` gives them one",
    };

    private static bool Seal(StoreSeals store, CommandContext context)
    {
        var count = 0;
        foreach (var (place, sessions) in store.Seal())
        {
            foreach (var session in sessions)
            {
                Console.Out.WriteLine($"{PlainText.OneLine(place)}: {session.Name}: {Was(session.State)}");
            }

            count += sessions.Count;
        }

        context.Progress.Say(count == 0 ? "nothing to do: every session is sealed" : $"sealed {Format.Count(count, "session")}");
        return true;
    }

    private static string Was(SealState state) => state switch
    {
        SealState.Broken => "it was changed since PerfGate wrote it, and is sealed as it is now",
        SealState.None => "it had no checksum, and has one now",
        SealState.Unsigned => "it had no signature, and is signed now",
        _ => "it had another signature, and is signed with this key now",
    };
}
