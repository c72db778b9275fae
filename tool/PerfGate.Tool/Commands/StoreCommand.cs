using System.CommandLine;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Commands.Steps;
using PerfGate.Tool.Storage;
using PerfGate.Tool.Storage.Histories;

namespace PerfGate.Tool.Commands;

/// <summary><c>perfgate store</c>: where baselines are kept.</summary>
internal static class StoreCommand
{
    public static Command Create() => new("store", "Where baselines are kept: a folder, SQLite or PostgreSQL.") { CreateMigrate(), CreateCopy(), CreatePrune() };

    private static Command CreateMigrate()
    {
        var options = new CommonOptions();
        var command = new Command("migrate", "Makes the tables of a database, or brings them to this version. It can be done again, and by several at once.");
        foreach (var option in (Option[])[options.Config, options.Store, .. options.Output])
        {
            command.Add(option);
        }

        command.SetAction((parsed, _) => CommandContext.RunAsync(parsed, options, context =>
        {
            var store = Stores.Open(AddressOf(parsed, options));
            context.Progress.Say(store.Migrate() switch
            {
                null => $"nothing to do: '{store.Place}' is a folder, which has no tables",
                { } done when done.From == done.To => $"nothing to do: the tables of '{store.Place}' have version {done.To} already",
                { From: 0 } done => $"made the tables of '{store.Place}', version {done.To}",
                { } done => $"brought the tables of '{store.Place}' from version {done.From} to {done.To}",
            });
            return Task.FromResult(ExitCode.Passed);
        }));
        return command;
    }

    private static Command CreateCopy()
    {
        var options = new CommonOptions();
        var from = new Argument<string>("FROM") { Description = "The store to copy: a folder, files:PATH, sqlite:PATH, or postgres:CONNECTION." };
        var to = new Argument<string>("TO") { Description = "The store to copy it to." };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace what is there and differs." };
        var command = new Command("copy", "Copies all baselines, calibrations, saved runs and the history from one store to another.") { from, to, overwrite };
        foreach (var option in options.Output)
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => CommandContext.RunAsync(parsed, options, async context =>
        {
            var (one, other) = (Address(parsed.GetValue(from)!), Address(parsed.GetValue(to)!));
            var (source, target) = (Stores.Open(one), Stores.Open(other));
            // What cannot be copied is to be known before anything is.
            var history = await HistoryCopy.ReadAsync(Stores.OpenHistory(one, Environment.CurrentDirectory), Stores.OpenHistory(other, Environment.CurrentDirectory), cancellation);
            history.Notes.ForEach(context.Write);
            var (baselines, calibrations, runs) = new StoreCopy(source, target, parsed.GetValue(overwrite)).Copy();
            var sessions = await history.WriteAsync(cancellation);
            if (baselines + calibrations + runs + sessions == 0)
            {
                throw new PerfGateException(DiagnosticCode.PG3001, "nothing is stored, so nothing was copied", source.Place, "Look whether the store is the one that you mean");
            }

            context.Progress.Say(
                $"copied {Format.Count(baselines, "baseline")}, {Format.Count(calibrations, "calibration")}, {Format.Count(runs, "run")} and {Format.Count(sessions, "session")} of the history from '{source.Place}' to '{target.Place}'");
            return ExitCode.Passed;
        }));
        return command;
    }

    private static Command CreatePrune()
    {
        var options = new CommonOptions();
        var before = new Option<DateOnly>("--before") { Description = "The first day (2026-12-31) whose runs or sessions stay; those measured on earlier days, in UTC, are removed.", HelpName = "DATE", Required = true };
        var history = new Option<bool>("--history") { Description = "Remove sessions of the history in a database, and not saved runs." };
        var command = new Command("prune", "Removes saved runs of earlier days, or sessions of the history. Baselines and calibrations stay.") { before, history };
        foreach (var option in (Option[])[options.Config, options.Store, .. options.Output])
        {
            command.Add(option);
        }

        command.SetAction((parsed, _) => CommandContext.RunAsync(parsed, options, context =>
        {
            var address = AddressOf(parsed, options);
            var moment = parsed.GetValue(before).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
            if (parsed.GetValue(history))
            {
                var sessions = Stores.OpenHistory(address, Environment.CurrentDirectory);
                context.Progress.Say($"removed {Format.Count(sessions.Prune(moment), "session")} from the history in '{sessions.Place}'");
            }
            else
            {
                var store = Stores.Open(address);
                context.Progress.Say($"removed {Format.Count(store.Prune(moment), "run")} from '{store.Place}'");
            }

            return Task.FromResult(ExitCode.Passed);
        }));
        return command;
    }

    private static StoreAddress AddressOf(ParseResult parsed, CommonOptions options) =>
        StoreAddress.Given(parsed.GetValue(options.Store)) ?? StoreAddress.Of(ConfigFile.Load(parsed.GetValue(options.Config)));

    private static StoreAddress Address(string text) => StoreAddress.Parse(text, Environment.CurrentDirectory, StoreSource.CommandLine);
}
