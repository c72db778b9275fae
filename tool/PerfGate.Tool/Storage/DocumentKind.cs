namespace PerfGate.Tool.Storage;

/// <summary>What a store keeps one document of for each environment.</summary>
internal enum DocumentKind
{
    /// <summary>A baseline: see <see cref="Baselines.Baseline"/>.</summary>
    Baseline,

    /// <summary>A calibration: see <see cref="Calibrating.Calibration"/>.</summary>
    Calibration,
}
