using System.Text.RegularExpressions;
using PerfGate.Model;

namespace PerfGate.Policies;

/// <summary>
/// A pattern over benchmark names, with BenchmarkDotNet's own meaning of <c>--filter</c>: <c>*</c> is any text,
/// <c>?</c> one character, case is ignored, and the whole name must match, with or without its parameters.
/// </summary>
public sealed class Glob(string pattern)
{
    private readonly Regex _regex = new(
        $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal)}$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline
        // A pattern is somebody else's text, and may have many stars.
        | RegexOptions.NonBacktracking);

    /// <summary>The pattern as it was written.</summary>
    public string Pattern { get; } = pattern;

    /// <summary>Whether a benchmark's name matches.</summary>
    public bool Matches(BenchmarkId id) => _regex.IsMatch(id.MethodName) || _regex.IsMatch(id.FullName);

    /// <inheritdoc/>
    public override string ToString() => Pattern;
}
