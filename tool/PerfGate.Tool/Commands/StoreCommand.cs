using System.CommandLine;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Commands.Steps;
using PerfGate.Tool.Storage;

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
        var command = new Command("copy", "Copies all baselines, calibrations and saved runs from one store to another.") { from, to, overwrite };
        foreach (var option in options.Output)
        {
            command.Add(option);
        }

        command.SetAction((parsed, _) => CommandContext.RunAsync(parsed, options, context =>
        {
            var (source, target) = (Open(parsed.GetValue(from)!), Open(parsed.GetValue(to)!));
            var (baselines, calibrations, runs) = new StoreCopy(source, target, parsed.GetValue(overwrite)).Copy();
            if (baselines + calibrations + runs == 0)
            {
                throw new PerfGateException(DiagnosticCode.PG3001, "nothing is stored, so nothing was copied", source.Place, "Look whether the store is the one that you mean");
            }

            context.Progress.Say(
                $"copied {Format.Count(baselines, "baseline")}, {Format.Count(calibrations, "calibration")} and {Format.Count(runs, "run")} from '{source.Place}' to '{target.Place}'");
            return Task.FromResult(ExitCode.Passed);
        }));
        return command;
    }

    private static Command CreatePrune()
    {
        var options = new CommonOptions();
        var before = new Option<DateOnly>("--before") { Description = "The first day (2026-12-31) whose runs stay; those measured on earlier days, in UTC, are removed.", HelpName = "DATE", Required = true };
        var command = new Command("prune", "Removes saved runs of earlier days. Baselines, calibrations and the history stay.") { before };
        foreach (var option in (Option[])[options.Config, options.Store, .. options.Output])
        {
            command.Add(option);
        }

        command.SetAction((parsed, _) => CommandContext.RunAsync(parsed, options, context =>
        {
            var store = Stores.Open(AddressOf(parsed, options));
            var removed = store.Prune(parsed.GetValue(before).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
            context.Progress.Say($"removed {Format.Count(removed, "run")} from '{store.Place}'");
            return Task.FromResult(ExitCode.Passed);
        }));
        return command;
    }

    private static StoreAddress AddressOf(ParseResult parsed, CommonOptions options) =>
        StoreAddress.Given(parsed.GetValue(options.Store)) ?? StoreAddress.Of(ConfigFile.Load(parsed.GetValue(options.Config)));

    private static IDocuments Open(string text) => Stores.Open(StoreAddress.Parse(text, Environment.CurrentDirectory, StoreSource.CommandLine));
}
