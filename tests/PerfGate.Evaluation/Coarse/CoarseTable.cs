using PerfGate.Statistics;

namespace PerfGate.Evaluation.Coarse;

internal static class CoarseTable
{
    public static void Explore(int builds)
    {
        foreach (var shape in RecordedShapes.All.Concat(SimulatedShapes.All))
        {
            Console.WriteLine(shape.Name);
            foreach (var k in new[] { 1, 7, 50, 150, 400, 1000 })
            {
                var row = new List<string>();
                foreach (var n in new[] { 1, 2, 3, 4, 5, 6 })
                {
                    var number = Math.Max(400, builds / k);
                    var most = Enumerable.Range(0, number).AsParallel().Select(seed =>
                    {
                        var draw = shape.NewBuild(new Random((seed * 31) + n), n);
                        return Enumerable.Range(0, k).Max(_ => draw() is var (b, c) ? CoarseTest.Separation(c, b) : 0);
                    }).Order().ToArray();
                    row.Add($"{most[(int)(0.99 * number)],6:0.00}");
                }

                Console.WriteLine($"  {k,5} {string.Join(" ", row)}");
            }
        }
    }
}
