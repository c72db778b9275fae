using System.Text.RegularExpressions;
using PerfGate.Diagnostics;

namespace PerfGate.Tool.Terminal;

/// <summary>
/// Takes passwords out of what is said. Messages about stores hold none; but a command line that cannot be understood is shown as it was typed.
/// </summary>
internal static class Secrets
{
    private const string Hidden = "${before}***";

    // To the last such sign: one that belongs to the password should have been written otherwise, and often is not.
    private static readonly Lazy<Regex> InUri = new(() => New(@"(?<before>[A-Za-z]://[^\s:@/]*:)\S+@"));

    private static readonly Lazy<Regex> InPair = new(() => New(@"(?<before>(?:password|passwd|pwd|psw)\s*=\s*)[^\s;&'""]+"));

    /// <summary>The same diagnostic without passwords.</summary>
    public static Diagnostic Hide(Diagnostic diagnostic) => diagnostic with
    {
        Fact = Hide(diagnostic.Fact),
        Evidence = diagnostic.Evidence is null ? null : Hide(diagnostic.Evidence),
        Remedy = diagnostic.Remedy is null ? null : Hide(diagnostic.Remedy),
    };

    /// <summary>The text, with stars in the place of the passwords of URIs and connection strings.</summary>
    public static string Hide(string text)
    {
        // Most texts hold neither, and need no search.
        text = text.Contains("://", StringComparison.Ordinal) ? InUri.Value.Replace(text, $"{Hidden}@") : text;
        return text.Contains('=', StringComparison.Ordinal) ? InPair.Value.Replace(text, Hidden) : text;
    }

    // What is searched may be long and made to be searched for long.
    private static Regex New(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase);
}
