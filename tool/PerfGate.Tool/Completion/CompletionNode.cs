using System.CommandLine;
using System.CommandLine.Completions;

namespace PerfGate.Tool.Completion;

/// <summary>What can follow a command, as the command line describes itself.</summary>
/// <param name="Path">The command, without the program: <c>baseline update</c>; empty for the program itself.</param>
/// <param name="Words">Its subcommands, options and known arguments, each with what it is for.</param>
/// <param name="Values">The known values of its options.</param>
/// <param name="TakingValue">Its options that a value follows.</param>
internal sealed record CompletionNode(
    string Path, IReadOnlyList<(string Name, string Description)> Words, IReadOnlyList<(string Option, IReadOnlyList<string> Values)> Values, IReadOnlyList<string> TakingValue)
{
    /// <summary>A command and all below it.</summary>
    /// <param name="command">The command.</param>
    /// <param name="path">Its path.</param>
    public static IEnumerable<CompletionNode> Of(Command command, string path = "")
    {
        var options = command.Options.Where(option => !option.Hidden).ToList();
        yield return new CompletionNode(
            path,
            [
                .. command.Subcommands.Where(sub => !sub.Hidden).Select(sub => (sub.Name, FirstSentence(sub.Description))),
                .. command.Arguments.SelectMany(argument => Known(argument).Select(value => (value, argument.Name))),
                .. options.Select(option => (option.Name, FirstSentence(option.Description))),
            ],
            [.. options.Where(TakesValue).SelectMany(option => Known(option) is { Count: > 0 } values ? Names(option).Select(name => (name, values)) : [])],
            [.. options.Where(TakesValue).SelectMany(Names)]);
        foreach (var node in command.Subcommands.Where(sub => !sub.Hidden).SelectMany(sub => Of(sub, $"{path} {sub.Name}".TrimStart())))
        {
            yield return node;
        }
    }

    private static IEnumerable<string> Names(Option option) => option.Aliases.Where(alias => alias.StartsWith('-')).Prepend(option.Name);

    private static bool TakesValue(Option option) => option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool);

    private static List<string> Known(Symbol symbol) =>
        [.. symbol.GetCompletions(CompletionContext.Empty).Select(item => item.InsertText ?? item.Label).Select(text => text.Any(char.IsDigit) ? text : text.ToLowerInvariant()).Distinct()];

    // No sign that any of the shells takes for a quote, as PowerShell does curly ones; an apostrophe becomes the letter that looks like one.
    private static string FirstSentence(string? description) =>
        new([.. (description ?? "").Split(['.', ';', ':'], 2)[0].Where(c => c is not '"' and not '`' and not '$' and not '\\').Select(c => c == '\'' ? 'ʼ' : c)]);
}
