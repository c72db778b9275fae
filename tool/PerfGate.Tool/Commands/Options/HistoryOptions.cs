using System.CommandLine;
using PerfGate.Policies;

namespace PerfGate.Tool.Commands.Options;

/// <summary>The options of the commands that read a history: which part of it.</summary>
internal sealed class HistoryOptions
{
    private const string Text = "text";
    private const string Json = "json";

    public CommonOptions Common { get; } = new();

    public Option<string[]> From { get; } = new("--from")
    {
        Description = "Read this file of JSON lines, as `history export` writes it, instead of the history (repeatable).",
        HelpName = "FILE",
    };

    public Option<string[]> Suite { get; } = new("--suite") { Description = "Only the suite of this name (repeatable).", HelpName = "NAME" };

    public Option<string[]> Environment { get; } = new("--environment") { Description = "Only machines whose key holds this text (repeatable).", HelpName = "TEXT" };

    public Option<string[]> Benchmark { get; } = new("--benchmark")
    {
        Description = "Only benchmarks whose full name matches: * is any text (repeatable).",
        HelpName = "GLOB",
    };

    public Option<string[]> Metric { get; } = new("--metric") { Description = "Only this metric: time, allocated, or a custom one (repeatable).", HelpName = "NAME" };

    public Option<string> Format { get; } = new("--format") { Description = "text for people, or json for programs.", HelpName = "FORMAT", DefaultValueFactory = _ => Text };

    public HistoryOptions()
    {
        Format.AcceptOnlyFromAmong(Text, Json);
        foreach (var list in new[] { From, Suite, Environment, Benchmark, Metric })
        {
            list.AllowMultipleArgumentsPerToken = false;
        }
    }

    /// <summary>All of them.</summary>
    public Option[] All => [From, Suite, Environment, Benchmark, Metric, Common.Config, Common.Store, .. Common.Output];

    /// <summary>Makes a command that reads a history.</summary>
    /// <param name="command">The command, with what is its own.</param>
    /// <param name="work">What it does.</param>
    public Command Complete(Command command, Func<ParseResult, CommandContext, CancellationToken, Task<Diagnostics.ExitCode>> work)
    {
        foreach (var option in All)
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => CommandContext.RunAsync(parsed, Common, context => work(parsed, context, cancellation)));
        return command;
    }

    /// <summary>Whether JSON is wanted.</summary>
    public bool IsJson(ParseResult parsed) => parsed.GetValue(Format) == Json;

    /// <summary>The benchmarks that are wanted; none for all.</summary>
    public IReadOnlyList<Glob> Benchmarks(ParseResult parsed) => [.. (parsed.GetValue(Benchmark) ?? []).Select(glob => new Glob(glob))];
}
