using PerfGate.Diagnostics;
using PerfGate.Model;

namespace PerfGate.Results;

/// <summary>A benchmark that should have been measured and was not, or not readably.</summary>
/// <param name="Id">The benchmark.</param>
/// <param name="Diagnostic">Why, with a code of the 2000s.</param>
public sealed record BenchmarkFailure(BenchmarkId Id, Diagnostic Diagnostic);
