namespace PerfGate.Evaluation.Noise;

/// <summary>Where launches come from whose truth is known.</summary>
internal interface INoise
{
    /// <summary>What it is, for the table.</summary>
    string Name { get; }

    /// <summary>The benchmarks of a build.</summary>
    IReadOnlyList<string> Benchmarks { get; }

    /// <summary>The slowdowns, in percent, that can be drawn.</summary>
    IReadOnlyList<int> Slowdowns { get; }

    /// <summary>Whether there are enough for so many launches a side without drawing any of them twice.</summary>
    bool HasEnoughFor(int launches);

    /// <summary>Draws two sides of one benchmark, of as many launches each; the candidate is slower by so many percent, or not at all.</summary>
    (double[][] Baseline, double[][] Candidate) Draw(Random random, string benchmark, int percent, int launches);

    /// <summary>The same, both measured in turn on one day: launches of the same index are a round.</summary>
    (double[][] Baseline, double[][] Candidate) DrawInTurn(Random random, string benchmark, int percent, int launches);
}
