namespace PerfGate.Policies;

/// <summary>
/// A namespace, type or method that has another name now; what is below it, its parameters and its jobs move along. Or a job, in brackets as
/// behind a benchmark's name: <c>[.NET 8.0]</c> is <c>[.NET 9.0]</c> now, for all benchmarks.
/// </summary>
/// <param name="From">The full name before, without parameters, or the job before.</param>
/// <param name="To">The full name now, or the job now.</param>
public sealed record Rename(string From, string To)
{
    /// <summary>What the default job is called, which a benchmark's name does not show.</summary>
    public const string DefaultJob = "DefaultJob";

    /// <summary>Whether a job is renamed.</summary>
    public bool IsJob => From.StartsWith('[');

    /// <summary>A job that has another name now; the default job is an empty text.</summary>
    public static Rename OfJob(string from, string to) => new(InBrackets(from), InBrackets(to));

    /// <summary>A job as it stands behind a benchmark's name; the default one, too.</summary>
    public static string InBrackets(string job) => $"[{(job.Length == 0 ? DefaultJob : job)}]";

    /// <summary>The name now of something that may have been renamed; null if it was not.</summary>
    public string? Forward(string name) => IsJob ? null : Replace(name, From, To);

    /// <summary>The name before of something that may have been renamed; null if it was not.</summary>
    public string? Back(string name) => IsJob ? null : Replace(name, To, From);

    /// <summary>The job now of one that may have been renamed; null if it was not.</summary>
    public string? ForwardJob(string job) => IsJob && InBrackets(job) == From ? (To == InBrackets("") ? "" : To[1..^1]) : null;

    // A name ends where a member, a nested type, type arguments or parameters begin.
    private static string? Replace(string name, string from, string to) =>
        name.StartsWith(from, StringComparison.Ordinal) && (name.Length == from.Length || name[from.Length] is '.' or '+' or '<' or '(')
            ? to + name[from.Length..]
            : null;
}
