using System.Text;

namespace PerfGate.Tool.Completion;

/// <summary>Completion for bash.</summary>
internal static class BashCompletion
{
    private const string Rest = """
        __perfgate() {
          local path='' previous='' words i first=$1 current=${COMP_WORDS[COMP_CWORD]}
          for ((i = first; i < COMP_CWORD; i++)); do
            case "${COMP_WORDS[i]}" in
              -*) ;;
              *) if __perfgate_words "${path:+$path }${COMP_WORDS[i]}" >/dev/null; then path="${path:+$path }${COMP_WORDS[i]}"; fi ;;
            esac
          done
          [ "$COMP_CWORD" -gt "$first" ] && previous=${COMP_WORDS[COMP_CWORD - 1]}
          if ! words=$(__perfgate_values "$path $previous"); then words=$(__perfgate_words "$path"); fi
          COMPREPLY=($(compgen -W "$words" -- "$current"))
        }
        __perfgate_alone() { __perfgate 1; }
        __perfgate_of_dotnet() {
          if [ "${COMP_WORDS[1]}" = perfgate ] && [ "$COMP_CWORD" -gt 1 ]; then
            __perfgate 2
          elif [ -n "$__perfgate_before" ]; then
            "$__perfgate_before" "$@"
          fi
        }
        # What completes dotnet already goes on doing so.
        if ! complete -p dotnet 2>/dev/null | grep -q __perfgate_of_dotnet; then
          __perfgate_before=$(complete -p dotnet 2>/dev/null | sed -n 's/.* -F \([^ ]*\) .*/\1/p')
        fi
        complete -o default -F __perfgate_of_dotnet dotnet
        complete -o default -F __perfgate_alone dotnet-perfgate

        """;

    /// <summary>The script.</summary>
    public static string Of(IReadOnlyList<CompletionNode> nodes)
    {
        var script = new StringBuilder("# Made by `dotnet perfgate completion bash`. In ~/.bashrc: source <(dotnet perfgate completion bash)\n");
        script.Append("__perfgate_words() {\n  case \"$1\" in\n");
        foreach (var node in nodes)
        {
            script.Append($"    '{node.Path}') echo '{string.Join(' ', node.Words.Select(word => word.Name))}' ;;\n");
        }

        script.Append("    *) return 1 ;;\n  esac\n}\n# Of an option whose values nobody knows, bash completes files.\n__perfgate_values() {\n  case \"$1\" in\n");
        foreach (var node in nodes)
        {
            foreach (var (option, values) in node.Values)
            {
                script.Append($"    '{node.Path} {option}') echo '{string.Join(' ', values)}' ;;\n");
            }

            foreach (var option in node.TakingValue.Except(node.Values.Select(value => value.Option)))
            {
                script.Append($"    '{node.Path} {option}') ;;\n");
            }
        }

        return script.Append("    *) return 1 ;;\n  esac\n}\n").Append(Rest).ToString().ReplaceLineEndings("\n");
    }
}
