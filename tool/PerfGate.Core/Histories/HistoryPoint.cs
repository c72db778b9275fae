namespace PerfGate.Histories;

/// <summary>A value at its session.</summary>
/// <param name="Session">The index of the session in its <see cref="HistoryLine"/>.</param>
/// <param name="Value">The value.</param>
public readonly record struct HistoryPoint(int Session, HistoryValue Value);
