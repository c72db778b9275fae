using System.Collections.Immutable;
using PerfGate.Diagnostics;

namespace PerfGate.Histories;

/// <summary>What a text holds of a history.</summary>
/// <param name="Sessions">The sessions, in the order of their lines.</param>
/// <param name="Notes">What is to be said of the text: a last line that is torn.</param>
public sealed record HistoryRead(ImmutableArray<HistorySession> Sessions, ImmutableArray<Diagnostic> Notes);
