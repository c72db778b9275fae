using PerfGate.Statistics.Permutations;
using PerfGate.Statistics.Ranks;

namespace PerfGate.Core.Tests.Statistics.Permutations;

/// <summary>Builds of comparisons that were measured apart.</summary>
internal static class Builds
{
    public static Sides Apart(double[] x, double[] y) => new(x, y, new TestDesign(7) { ShareOfAll = 0.5 });

    public static Sides[] Build(int comparisons, int launches, Func<Random, int, double[]> noise) =>
        [.. Enumerable.Range(0, comparisons).Select(i => new Random(i)).Select(random => Apart(noise(random, launches), noise(random, launches)))];
}
