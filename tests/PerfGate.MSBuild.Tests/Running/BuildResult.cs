using System.Text.RegularExpressions;

namespace PerfGate.MSBuild.Tests.Running;

/// <summary>How a build ended, and what it wrote.</summary>
internal sealed partial record BuildResult(int ExitCode, string Output)
{
    /// <summary>The codes of its errors, those of other tools too; each as often as it is in the log, but for the summary.</summary>
    public IReadOnlyList<string> Errors => [.. Diagnostics("error").Select(d => d.Code)];

    /// <summary>The codes of its warnings.</summary>
    public IReadOnlyList<string> Warnings => [.. Diagnostics("warning").Select(d => d.Code)];

    /// <summary>Whether a suite was measured.</summary>
    public bool Measured => Output.Contains("as it was built", StringComparison.Ordinal);

    /// <summary>Asserts the exit code; what was written is shown if it is another.</summary>
    public BuildResult Exits(int expected)
    {
        Assert.True(ExitCode == expected, $"exit code {ExitCode} instead of {expected}\n{Output}");
        return this;
    }

    /// <summary>Asserts that it passed, without a warning.</summary>
    public BuildResult Passes()
    {
        Exits(0);
        Assert.Empty(Warnings);
        return this;
    }

    /// <summary>Asserts that it failed with exactly these kinds of errors.</summary>
    public BuildResult Fails(params string[] codes)
    {
        Exits(1);
        Assert.Equal(codes.Order(), Errors.Distinct().Order());
        return this;
    }

    /// <summary>Asserts that texts were written.</summary>
    public BuildResult Says(params string[] texts)
    {
        foreach (var text in texts)
        {
            Assert.Contains(text, Output, StringComparison.Ordinal);
        }

        return this;
    }

    /// <summary>Asserts that something was measured, or that it was not.</summary>
    public BuildResult Measures(bool expected)
    {
        Assert.True(Measured == expected, $"{(expected ? "nothing" : "something")} was measured\n{Output}");
        return this;
    }

    /// <summary>Its errors or warnings.</summary>
    public IReadOnlyList<(string File, int Line, string Code, string Text)> Diagnostics(string category) =>
        [.. DiagnosticLine().Matches(Output.Split("\nBuild ")[0] + "\n")
            .Where(m => m.Groups["category"].Value == category)
            .Select(m => (m.Groups["file"].Value.Trim(), m.Groups["line"].Success ? int.Parse(m.Groups["line"].ValueSpan) : 0, m.Groups["code"].Value, m.Groups["text"].Value))];

    [GeneratedRegex(@"^ *(?<file>[^\n]*?)(?:\((?<line>\d+),\d+\))? ?: (?<category>error|warning) (?<code>[A-Z]+\d+): (?<text>[^\n]*)$", RegexOptions.Multiline)]
    private static partial Regex DiagnosticLine();
}
