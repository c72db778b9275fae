namespace PerfGate.Tool.Measuring;

/// <summary>A commit as people know it.</summary>
/// <param name="Hash">Its full hash.</param>
/// <param name="Subject">The first line of its message.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Date">When, as <c>2026-11-29</c>.</param>
internal sealed record KnownCommit(string Hash, string Subject, string Author, string Date)
{
    /// <summary>The first seven digits.</summary>
    public string Short => Hash[..7];
}
