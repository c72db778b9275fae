using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Completion;

/// <summary>The completion scripts in the shells themselves, where they are installed.</summary>
public sealed class Shells : IDisposable
{
    private readonly Workspace _workspace = new();

    [Theory]
    [InlineData("dotnet perfgate ch", "check")]
    [InlineData("dotnet perfgate baseline u", "update")]
    [InlineData("dotnet perfgate history pu", "pull push")]
    [InlineData("dotnet perfgate baseline update --acc", "--accept")]
    [InlineData("dotnet-perfgate check --verbosity ", "detailed normal quiet")]
    [InlineData("dotnet-perfgate init --ci git", "github gitlab")]
    [InlineData("dotnet perfgate check --suite x --stri", "--strict")]
    [InlineData("dotnet perfgate explain PG5", "PG5001 PG5002 PG5003 PG5004 PG5005 PG5006 PG5007 PG5008 PG5010 PG5011 PG5012 PG5013 PG5014 PG5015")]
    [InlineData("dotnet perfgate completion z", "zsh")]
    [InlineData("dotnet bui", "")]
    [InlineData("dotnet perfgate check --config ", "")]
    public Task Bash_completes(string line, string expected) => CompletesAsync("bash", line, expected, """
        source ./script; source ./script
        COMP_WORDS=($1); [ "${1% }" = "$1" ] || COMP_WORDS+=('')
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        "$(complete -p "${COMP_WORDS[0]}" | sed 's/.* -F \([^ ]*\) .*/\1/')"
        printf '%s\n' "${COMPREPLY[@]}"
        """);

    [Fact]
    public Task Bash_completes_dotnet_itself_as_before() => CompletesAsync("bash", "dotnet bui", "build", """
        before() { COMPREPLY=(build); }
        complete -F before dotnet
        source ./script; source ./script
        COMP_WORDS=($1); COMP_CWORD=1
        __perfgate_of_dotnet
        printf '%s\n' "${COMPREPLY[@]}"
        """);

    [Theory]
    [InlineData("dotnet perfgate ch", "check")]
    [InlineData("dotnet perfgate baseline u", "update")]
    [InlineData("dotnet-perfgate check --verbosity ", "detailed normal quiet")]
    [InlineData("dotnet perfgate explain PG5", "PG5001 PG5002 PG5003 PG5004 PG5005 PG5006 PG5007 PG5008 PG5010 PG5011 PG5012 PG5013 PG5014 PG5015")]
    public Task Fish_completes(string line, string expected) => CompletesAsync("fish", line, expected, """
        source ./script
        complete -C $argv[1] | string replace -r '\t.*' ''
        """);

    [Theory]
    [InlineData("dotnet perfgate ch", "check")]
    [InlineData("dotnet perfgate baseline u", "update")]
    [InlineData("dotnet-perfgate check --verbosity ", "detailed normal quiet")]
    [InlineData("dotnet perfgate explain PG5", "PG5001 PG5002 PG5003 PG5004 PG5005 PG5006 PG5007 PG5008 PG5010 PG5011 PG5012 PG5013 PG5014 PG5015")]
    public Task Zsh_completes(string line, string expected) => CompletesAsync("zsh", line, expected, """
        autoload -Uz compinit; compinit -u -d ./dump
        source ./script; source ./script
        # What zsh itself does with them needs a terminal.
        matching() { for one in "$@"; do [[ $one == ${words[CURRENT]}* ]] && print -r -- ${one%%:*}; done }
        compadd() { shift; matching "$@" }
        _describe() { matching "${(@P)2}" }
        words=(${(s: :)1}); [[ $1 == *' ' ]] && words+=('')
        CURRENT=${#words}
        ${_comps[${words[1]}]}
        """);

    [Theory]
    [InlineData("dotnet perfgate ch", "check")]
    [InlineData("dotnet-perfgate check --verbosity ", "detailed normal quiet")]
    public Task PowerShell_completes(string line, string expected) => CompletesAsync("pwsh", line, expected, """
        Get-Content -Raw ./script | Invoke-Expression
        (TabExpansion2 $args[0] $args[0].Length).CompletionMatches.CompletionText
        """);

    [Fact]
    public async Task A_shell_that_is_not_known_is_refused_with_those_that_are() =>
        (await _workspace.RunAsync("completion", "tcsh")).Fails(2, "PG1001").Says("powershell");

    public void Dispose() => _workspace.Dispose();

    private async Task CompletesAsync(string shell, string line, string expected, string test)
    {
        Assert.SkipUnless(
            (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, shell)) || File.Exists(Path.Combine(folder, $"{shell}.exe"))),
            $"{shell} is not installed");
        var script = (await _workspace.RunAsync("completion", shell == "pwsh" ? "powershell" : shell)).Exits(0);
        Assert.Empty(script.Errors);
        _workspace.With("script", script.Output).With("test.ps1", test).With("test", test);

        using var running = RunningProcess.Start(
            shell, shell == "pwsh" ? ["-NoProfile", "-File", "test.ps1", line] : [.. shell == "fish" ? ["--no-config"] : shell == "zsh" ? ["-f"] : (string[])["--norc"], "./test", line], _workspace.Folder);
        var result = await running.FinishAsync();

        Assert.Equal(expected, string.Join(' ', result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)));
        Assert.Empty(result.Errors);
    }
}
