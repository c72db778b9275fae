using PerfGate.Configuration;
using PerfGate.Model;

namespace PerfGate.Tool.Explaining;

/// <summary>A benchmark that is to be explained.</summary>
/// <param name="Suite">Its suite.</param>
/// <param name="Id">The benchmark, by its name of now.</param>
/// <param name="Judged">What an operation takes before and now, in nanoseconds, where it was judged to be slower; null where nobody judged, or where it is not its time that is worse.</param>
internal sealed record Suspect(SuiteConfig Suite, BenchmarkId Id, (double Before, double After)? Judged);
