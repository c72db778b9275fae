using System.Text.Json.Nodes;

namespace PerfGate.Evaluation.Recording;

/// <summary>Work whose amount is known: twice the units are twice the work.</summary>
/// <param name="Name">Its name in recordings.</param>
/// <param name="Do">Does so many units, and gives something that depends on all of them.</param>
internal sealed record Workload(string Name, Func<int, double> Do)
{
    private const string Text = """{"name":"perf","values":[1,2,3,4,5,6,7,8],"inner":{"a":1.5,"b":"text"}}""";

    // Or the compiler would allocate nothing.
    private static byte[] _escaped = [];

    /// <summary>The workloads of a recording: arithmetic, memory, hashing, allocation, parsing, scheduling.</summary>
    public static IReadOnlyList<Workload> All()
    {
        var bytes = new byte[8 << 20];
        new Random(1).NextBytes(bytes);
        var places = Enumerable.Range(0, 4096).ToDictionary(i => $"key{i}");
        var keys = places.Keys.ToArray();
        return
        [
            new("Spin", units => Sum(units * 100, i => (uint)i * 1664525u + 1013904223u)),
            new("MemSum", units =>
            {
                var sum = 0L;
                for (var i = 0; i < bytes.Length / 200 * units; i += 64)
                {
                    sum += bytes[i];
                }

                return sum;
            }),
            new("Math1", units => Sum(units * 10, i => Math.Sin(i) * Math.Sqrt(i))),
            new("Lookup", units => Sum(units * 10, i => places[keys[(i * 7) & 4095]])),
            new("Alloc", units => Sum(units * 2, _ =>
            {
                _escaped = new byte[512];
                return _escaped.Length;
            })),
            new("Json", units => Sum(units / 5, _ => JsonNode.Parse(Text)!["values"]!.AsArray().Count)),
            new("Async", units =>
            {
                HopAsync(units / 5).GetAwaiter().GetResult();
                return 0;
            }),
        ];
    }

    private static double Sum(int count, Func<int, double> of)
    {
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            sum += of(i);
        }

        return sum;
    }

    private static async Task HopAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            await Task.Yield();
        }
    }
}
