using System.Text.Json;
using System.Text.RegularExpressions;

namespace PerfGate.Tool.Tests.Running;

/// <summary>How a process ended and what it wrote.</summary>
internal sealed partial record CliResult(int ExitCode, string Output, string Errors)
{
    /// <summary>Asserts the exit code; what was written is shown if it is another.</summary>
    public CliResult Exits(params int[] expected)
    {
        Assert.True(expected.Contains(ExitCode), $"exit code {ExitCode} instead of {string.Join(" or ", expected)}\n{this}");
        return this;
    }

    /// <summary>Asserts that exactly these kinds of errors were reported.</summary>
    public CliResult Fails(int exitCode, params string[] codes)
    {
        Exits(exitCode);
        Assert.Equal(codes.Order(), ErrorCodes().Order());
        return this;
    }

    /// <summary>Asserts that a text was written to standard error.</summary>
    public CliResult Says(params string[] texts)
    {
        foreach (var text in texts)
        {
            Assert.Contains(text, Errors, StringComparison.Ordinal);
        }

        return this;
    }

    /// <summary>Asserts that a text was written to standard output.</summary>
    public CliResult Shows(params string[] texts)
    {
        foreach (var text in texts)
        {
            Assert.Contains(text, Output, StringComparison.Ordinal);
        }

        return this;
    }

    /// <summary>The codes of the errors on standard error, each once.</summary>
    public IReadOnlyList<string> ErrorCodes() => [.. ErrorLine().Matches(Errors).Select(m => m.Groups["code"].Value).Distinct()];

    /// <summary>The benchmarks that standard error names as failed by a code.</summary>
    public IReadOnlyList<string> Named(string code) =>
        [.. ErrorLine().Matches(Errors).Where(m => m.Groups["code"].Value == code).Select(m => m.Groups["name"].Value).Order()];

    /// <summary>The whole of standard output, as JSON.</summary>
    public JsonElement Json() => JsonDocument.Parse(Output).RootElement;

    public override string ToString() => $"--- standard output\n{Output}--- standard error\n{Errors}";

    [GeneratedRegex("^error (?<code>PG[0-9]{4}): (?:'(?<name>[^']*)')?", RegexOptions.Multiline)]
    private static partial Regex ErrorLine();
}
