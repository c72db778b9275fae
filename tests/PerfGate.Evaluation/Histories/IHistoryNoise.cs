namespace PerfGate.Evaluation.Histories;

/// <summary>Where unchanged sessions come from, one after the other.</summary>
internal interface IHistoryNoise
{
    /// <summary>What it is, for the table.</summary>
    string Name { get; }

    /// <summary>How many benchmarks the suite has.</summary>
    int Benchmarks { get; }

    /// <summary>Draws a history.</summary>
    /// <param name="random">Draws.</param>
    /// <param name="sessions">How many sessions.</param>
    /// <param name="launches">Of how many launches each.</param>
    /// <returns>The launches of each session, by benchmark: each launch's least iteration.</returns>
    double[][][] Draw(Random random, int sessions, int launches);
}
