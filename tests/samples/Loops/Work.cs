using System.Globalization;
using BenchmarkDotNet.Attributes;

namespace Loops;

/// <summary>Four kinds of work that keep one core busy: integers, memory, text, floating point.</summary>
public class Work
{
    private static readonly int[] Next = Cycle(1 << 14);
    private static readonly string[] Numbers = [.. Enumerable.Range(0, 64).Select(i => (i * 7919).ToString(CultureInfo.InvariantCulture))];

    [Benchmark]
    public uint Hash()
    {
        var hash = 2166136261u;
        for (var round = 0; round < Rounds.Hash; round++)
        {
            for (var i = 0; i < 16; i++)
            {
                hash = (hash ^ (uint)(round + i)) * 16777619u;
            }
        }

        return hash;
    }

    [Benchmark]
    public int Walk()
    {
        var at = 0;
        for (var round = 0; round < Rounds.Walk; round++)
        {
            for (var i = 0; i < 4; i++)
            {
                at = Next[at];
            }
        }

        return at;
    }

    [Benchmark]
    public int Parse()
    {
        var sum = 0;
        for (var round = 0; round < Rounds.Parse; round++)
        {
            sum += int.Parse(Numbers[round % Numbers.Length], NumberStyles.None, CultureInfo.InvariantCulture);
        }

        return sum;
    }

    [Benchmark]
    public double Curve()
    {
        var sum = 0.0;
        for (var round = 0; round < Rounds.Curve; round++)
        {
            sum += Math.Sin(round * 0.001) * Math.Exp(-round * 0.0001);
        }

        return sum;
    }

    // A single cycle through all places, so that each step waits for the one before.
    private static int[] Cycle(int length)
    {
        var random = new Random(1);
        int[] order = [.. Enumerable.Range(0, length)];
        random.Shuffle(order);
        var next = new int[length];
        for (var i = 0; i < length; i++)
        {
            next[order[i]] = order[(i + 1) % length];
        }

        return next;
    }
}
