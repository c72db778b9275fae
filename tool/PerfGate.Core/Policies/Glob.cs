using System.IO.Enumeration;
using PerfGate.Model;

namespace PerfGate.Policies;

/// <summary>
/// A pattern over benchmark names, with BenchmarkDotNet's own meaning of <c>--filter</c>: <c>*</c> is any text,
/// <c>?</c> one character, case is ignored, and the whole name must match, with or without its parameters.
/// </summary>
public sealed class Glob(string pattern)
{
    // A pattern is somebody else's text, or a benchmark's whole name: it may have many stars, and be of any length, which no regular expression bears. To the matcher, a backslash is a sign of its own.
    private readonly string _expression = pattern.Replace("\\", "\\\\", StringComparison.Ordinal);

    /// <summary>The pattern as it was written.</summary>
    public string Pattern { get; } = pattern;

    /// <summary>Whether a benchmark's name matches.</summary>
    public bool Matches(BenchmarkId id) => IsMatch(id.MethodName) || IsMatch(id.FullName);

    /// <inheritdoc/>
    public override string ToString() => Pattern;

    private bool IsMatch(string name) => FileSystemName.MatchesSimpleExpression(_expression, name, ignoreCase: true);
}
