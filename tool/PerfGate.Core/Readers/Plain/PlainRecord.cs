using System.Collections.Immutable;
using PerfGate.Model;

namespace PerfGate.Readers.Plain;

/// <summary>What one line says, checked.</summary>
/// <param name="Line">The number of the line, from 1.</param>
/// <param name="Id">The benchmark.</param>
/// <param name="Metric">The metric, in its base unit.</param>
/// <param name="Launch">Which process start measured it; null where the line does not say.</param>
/// <param name="Values">The values in the base unit; at least one.</param>
internal sealed record PlainRecord(int Line, BenchmarkId Id, Metric Metric, int? Launch, ImmutableArray<double> Values);
