namespace PerfGate.Renames;

/// <summary>
/// A namespace, type or method that has another name now. What is below it, its parameters and its jobs move along.
/// </summary>
/// <param name="From">The full name before, without parameters.</param>
/// <param name="To">The full name now.</param>
public sealed record Rename(string From, string To)
{
    /// <summary>The name now of something that may have been renamed; null if it was not.</summary>
    public string? Forward(string name) => Replace(name, From, To);

    /// <summary>The name before of something that may have been renamed; null if it was not.</summary>
    public string? Back(string name) => Replace(name, To, From);

    // A name ends where a member, a nested type, type arguments or parameters begin.
    private static string? Replace(string name, string from, string to) =>
        name.StartsWith(from, StringComparison.Ordinal) && (name.Length == from.Length || name[from.Length] is '.' or '+' or '<' or '(')
            ? to + name[from.Length..]
            : null;
}
