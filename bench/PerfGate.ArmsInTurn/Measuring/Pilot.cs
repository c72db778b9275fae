using BenchmarkDotNet.Engines;

namespace PerfGate.ArmsInTurn.Measuring;

/// <summary>Finds how long one call of a benchmark takes.</summary>
internal static class Pilot
{
    /// <summary>Within this many times, a try says how many calls the next one needs.</summary>
    private const double MostGrowth = 16;

    /// <summary>Calls it once, which compiles it.</summary>
    public static void FirstCall(Recording arm)
    {
        arm.RunBlock();
        arm.EndIteration(IterationStage.Jitting, 1);
    }

    /// <summary>Calls it more and more often, until that takes half a block.</summary>
    /// <param name="arm">The benchmark.</param>
    /// <param name="block">Nanoseconds of a block.</param>
    /// <returns>Nanoseconds of a call; above zero.</returns>
    public static double TimeOfCall(Recording arm, double block)
    {
        FirstCall(arm);
        long invocations = 1;
        for (int index = 1; !arm.HasFailed; index++)
        {
            arm.SetInvocations(invocations);
            double time = Recording.Nanoseconds(arm.RunBlock());
            arm.EndIteration(IterationStage.Pilot, index);
            if (time >= block / 2)
            {
                return time / arm.Invocations;
            }

            invocations *= (long)Math.Clamp(block / Math.Max(time, 1), 2, MostGrowth);
        }

        return block;
    }
}
