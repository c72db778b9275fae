using System.Text;

namespace PerfGate.Tool.Completion;

/// <summary>Completion for fish.</summary>
internal static class FishCompletion
{
    private const string Rest = """
        function __perfgate
            set -l tokens (commandline -opc)
            set -l cmd ''
            set -l skip 1
            string match -q '*dotnet' -- $tokens[1]; and set skip 2
            for word in $tokens[(math $skip + 1)..]
                string match -q -- '-*' $word; and continue
                set -l next (string trim "$cmd $word")
                __perfgate_words $next >/dev/null; and set cmd $next
            end
            __perfgate_values "$cmd $tokens[-1]"; or __perfgate_words $cmd
        end
        function __perfgate_of_dotnet
            set -l tokens (commandline -opc)
            test (count $tokens) -gt 1; and test "$tokens[2]" = perfgate
        end
        complete -c dotnet-perfgate -f -a '(__perfgate)'
        complete -c dotnet -n __perfgate_of_dotnet -f -a '(__perfgate)'

        """;

    /// <summary>The script.</summary>
    public static string Of(IReadOnlyList<CompletionNode> nodes)
    {
        var script = new StringBuilder("# Made by `dotnet perfgate completion fish`. In config.fish: dotnet perfgate completion fish | source\nfunction __perfgate_words\n    switch \"$argv\"\n");
        foreach (var node in nodes)
        {
            script.Append($"        case '{node.Path}'\n            printf '%s\\t%s\\n' {string.Join(' ', node.Words.Select(word => $"'{word.Name}' '{word.Description}'"))}\n");
        }

        script.Append("        case '*'\n            return 1\n    end\nend\nfunction __perfgate_values\n    switch \"$argv\"\n");
        foreach (var node in nodes)
        {
            foreach (var option in node.TakingValue)
            {
                script.Append($"        case '{node.Path} {option}'\n            {(node.Values.FirstOrDefault(value => value.Option == option).Values is { } values
                    ? $"printf '%s\\n' {string.Join(' ', values)}" : "__fish_complete_path (commandline -ct)")}\n");
            }
        }

        return script.Append("        case '*'\n            return 1\n    end\nend\n").Append(Rest).ToString().ReplaceLineEndings("\n");
    }
}
