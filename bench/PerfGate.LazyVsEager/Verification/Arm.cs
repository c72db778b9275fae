namespace PerfGate.LazyVsEager.Verification;

/// <summary>A benchmark's name, taken apart.</summary>
/// <param name="Operation">What is computed, the same for all arms.</param>
/// <param name="Suffix">How: <c>Eager</c>, <c>Lazy</c>, …</param>
internal readonly record struct Arm(string Operation, string Suffix)
{
    public const string Eager = "Eager";

    private static readonly string[] Suffixes =
    [
        Eager, "EagerByHand", "Lazy", "LazyUnoptimized", "LazyCached", "LazyAsync", "LazyCompiled",
        "EagerAgain", "EagerPlus5", "EagerPlus10", "EagerPlus20",
    ];

    /// <exception cref="ArgumentException">The name does not end in an arm.</exception>
    public static Arm Parse(string method)
    {
        string suffix = Array.Find(Suffixes, s => method.EndsWith(s, StringComparison.Ordinal) && method.Length > s.Length)
            ?? throw new ArgumentException($"The benchmark {method} does not end in {string.Join(", ", Suffixes)}, so nothing can be compared with it.", nameof(method));
        return new Arm(method[..^suffix.Length], suffix);
    }
}
