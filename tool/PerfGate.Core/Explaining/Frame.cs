namespace PerfGate.Explaining;

/// <summary>A method on a stack.</summary>
/// <param name="Method">Its whole name, as the runtime's events write it; for code that is not managed, words that say what called it.</param>
/// <param name="IsOwn">Whether it is built from the repository's own source, and comes neither from the runtime nor from a package.</param>
public readonly record struct Frame(string Method, bool IsOwn);
