using System.Text;

namespace PerfGate.Tool.Completion;

/// <summary>Completion for zsh.</summary>
internal static class ZshCompletion
{
    private const string Rest = """
        _perfgate() {
          local first=2 cmd='' word i
          local -a reply
          [[ ${words[1]:t} == dotnet ]] && first=3
          for ((i = first; i < CURRENT; i++)); do
            word=${words[i]}
            [[ $word == -* ]] && continue
            _perfgate_words "${cmd:+$cmd }$word" && cmd="${cmd:+$cmd }$word"
          done
          if (( CURRENT > first )) && _perfgate_values "$cmd ${words[CURRENT-1]}"; then
            if (( $#reply )); then compadd -- $reply; else _files; fi
            return
          fi
          _perfgate_words "$cmd"
          _describe perfgate reply
        }
        _perfgate_of_dotnet() {
          if [[ ${words[2]} == perfgate ]] && (( CURRENT > 2 )); then _perfgate
          elif [[ -n $_perfgate_before ]]; then $_perfgate_before "$@"
          else _files; fi
        }
        if [[ ${_comps[dotnet]} != _perfgate_of_dotnet ]]; then typeset -g _perfgate_before=${_comps[dotnet]}; fi
        compdef _perfgate dotnet-perfgate
        compdef _perfgate_of_dotnet dotnet

        """;

    /// <summary>The script.</summary>
    public static string Of(IReadOnlyList<CompletionNode> nodes)
    {
        var script = new StringBuilder("# Made by `dotnet perfgate completion zsh`. In ~/.zshrc, after compinit: source <(dotnet perfgate completion zsh)\n_perfgate_words() {\n  case $1 in\n");
        foreach (var node in nodes)
        {
            script.Append($"    '{node.Path}') reply=({string.Join(' ', node.Words.Select(word => $"'{word.Name}:{word.Description}'"))}) ;;\n");
        }

        script.Append("    *) return 1 ;;\n  esac\n}\n_perfgate_values() {\n  case $1 in\n");
        foreach (var node in nodes)
        {
            foreach (var option in node.TakingValue)
            {
                script.Append($"    '{node.Path} {option}') reply=({string.Join(' ', node.Values.FirstOrDefault(value => value.Option == option).Values ?? [])}) ;;\n");
            }
        }

        return script.Append("    *) return 1 ;;\n  esac\n}\n").Append(Rest).ToString().ReplaceLineEndings("\n");
    }
}
