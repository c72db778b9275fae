using System.Text;

namespace PerfGate.Tool.Completion;

/// <summary>Completion for PowerShell.</summary>
internal static class PowerShellCompletion
{
    private const string Rest = """
            $tokens = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { "$_" })
            $first = 1
            if ([IO.Path]::GetFileNameWithoutExtension($tokens[0]) -eq 'dotnet') {
                if ($tokens.Count -lt 2 -or $tokens[1] -ne 'perfgate') {
                    # The SDK's own.
                    dotnet complete --position $cursorPosition "$commandAst" | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
                    return
                }
                $first = 2
            }
            $path = ''
            foreach ($token in ($tokens | Select-Object -Skip $first)) {
                if ($token.StartsWith('-')) { continue }
                $next = "$path $token".Trim()
                if ($perfgateWords.ContainsKey($next)) { $path = $next }
            }
            $key = "$path $($tokens[-1])"
            if ($tokens.Count -gt $first -and $perfgateValues.ContainsKey($key)) {
                $perfgateValues[$key] | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
                return
            }
            $perfgateWords[$path].GetEnumerator() | Where-Object { $_.Key -like "$wordToComplete*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_.Key, $_.Key, 'ParameterValue', $_.Value) }
        }
        Register-ArgumentCompleter -Native -CommandName dotnet, dotnet-perfgate -ScriptBlock $perfgateCompleter

        """;

    /// <summary>The script.</summary>
    public static string Of(IReadOnlyList<CompletionNode> nodes)
    {
        var script = new StringBuilder("# Made by `dotnet perfgate completion powershell`. In $PROFILE: dotnet perfgate completion powershell | Out-String | Invoke-Expression\n$perfgateCompleter = {\n    param($wordToComplete, $commandAst, $cursorPosition)\n    $perfgateWords = @{\n");
        foreach (var node in nodes)
        {
            // A description must not be empty for a tooltip.
            script.Append($"        '{node.Path}' = [ordered]@{{ {string.Join("; ", node.Words.Select(word => $"'{word.Name}' = '{(word.Description.Length > 0 ? word.Description : word.Name)}'"))} }}\n");
        }

        script.Append("    }\n    $perfgateValues = @{\n");
        foreach (var node in nodes)
        {
            foreach (var (option, values) in node.Values)
            {
                script.Append($"        '{node.Path} {option}' = {string.Join(", ", values.Select(value => $"'{value}'"))}\n");
            }
        }

        return script.Append("    }\n").Append(Rest).ToString().ReplaceLineEndings("\n");
    }
}
