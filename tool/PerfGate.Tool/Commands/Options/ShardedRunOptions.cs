using System.CommandLine;
using PerfGate.Diagnostics;

namespace PerfGate.Tool.Commands.Options;

/// <summary>The options of commands that take what shards measured, and measure nothing themselves but suspects.</summary>
/// <param name="command">The command, as it is typed.</param>
/// <param name="description">What it does with the run.</param>
internal sealed class ShardedRunOptions(string command, string description)
{
    /// <summary>Which run.</summary>
    public Option<string?> Run { get; } = RunIdOption.Create(description);

    /// <summary>Where their files are.</summary>
    public Option<string?> Input { get; } = new("--input")
    {
        Description = "The folder of the shards' files; else they are in the store.",
        HelpName = "FOLDER",
    };

    /// <summary>The run's id; null where the command measures itself.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="others">Options that say how the command measures itself.</param>
    /// <exception cref="PerfGateException">PG1001: options that do not go together.</exception>
    public string? Read(ParseResult parsed, params Option[] others)
    {
        if (parsed.GetValue(Run) is not { } id)
        {
            return parsed.GetValue(Input) is null ? null
                : throw new PerfGateException(DiagnosticCode.PG1001, "--input goes with --run", null, $"Say whose shards these are: `{command} --run ID --input FOLDER`");
        }

        return others.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } other
            ? throw new PerfGateException(DiagnosticCode.PG1001, $"{other.Name} does not go with --run", null, "What counts is what the shards measured, all of it, beside the stored baselines")
            : id;
    }
}
