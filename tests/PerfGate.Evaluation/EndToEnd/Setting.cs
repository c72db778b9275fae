namespace PerfGate.Evaluation.EndToEnd;

/// <summary>How a check is run: a row of the table.</summary>
/// <param name="Recording">What is replayed.</param>
/// <param name="Benchmarks">How many benchmarks the suite has.</param>
/// <param name="Isolation">The suite's isolation.</param>
/// <param name="Options">Further options of <c>check</c>.</param>
internal sealed record Setting(string Recording, int Benchmarks, string Isolation, params string[] Options)
{
    /// <summary>The rows of the evaluation.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        new("sweeps", 7, "inProcess") { Percents = [0, 5, 10, 20] },
        new("sweeps", 7, "process") { Percents = [0, 5, 10, 20] },
        new("sweeps", 7, "inProcess", "--against", "HEAD"),
        new("sweeps", 7, "process", "--against", "HEAD"),
        new("sweeps", 7, "inProcess", "--budget", "20s"),
        new("sweeps", 7, "process", "--budget", "20s"),
        new("sweeps", 50, "inProcess"),
        new("sweeps", 150, "inProcess"),
        new("sweeps", 400, "inProcess"),
        new("quiet", 7, "inProcess"),
        new("loaded", 7, "inProcess"),
    ];

    /// <summary>By how many percent one benchmark is slower, in a check each; 0 for an unchanged build.</summary>
    public IReadOnlyList<int> Percents { get; init; } = [0, 10];

    /// <summary>Whether it compares with a stored baseline.</summary>
    public bool HasBaseline => !Options.Contains("--against");

    /// <inheritdoc/>
    public override string ToString() => $"{Recording} | {Benchmarks} | {Isolation} | `{string.Join(' ', ["check", .. Options])}`";
}
