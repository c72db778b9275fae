using BenchmarkDotNet.Engines;

namespace PerfGate.ArmsInTurn.Measuring;

/// <summary>Measures the arms of a group: in each round every arm runs one block, in an order that is drawn anew.</summary>
internal static class Rounds
{
    /// <summary>Measures arms that are set up. What one of them throws ends its turns, not those of the others.</summary>
    /// <param name="arms">The arms, of one job; there may be none.</param>
    /// <param name="block">How long an arm runs before it is the next one's turn.</param>
    public static void Measure(Recording[] arms, TimeSpan block)
    {
        if (arms.Length == 0)
        {
            return;
        }

        RoundPlan plan = RoundPlan.Make(arms, block);
        Repeat(arms, plan, IterationStage.Warmup, plan.Warmups, withOverhead: false);
        foreach (Recording arm in arms)
        {
            arm.Host.BeforeMainRun();
        }

        Repeat(arms, plan, IterationStage.Actual, plan.Iterations, plan.EvaluatesOverhead);
    }

    private static void Repeat(Recording[] all, RoundPlan plan, IterationStage stage, int iterations, bool withOverhead)
    {
        Recording[] order = [.. all];
        for (int iteration = 1; iteration <= iterations; iteration++)
        {
            if (plan.ForcesCollection)
            {
                Collect();
            }

            for (int round = 0; round < plan.Rounds; round++)
            {
                // What follows another always would have its caches, and its garbage, always.
                Random.Shared.Shuffle(order);
                foreach (Recording arm in order)
                {
                    if (!arm.HasFailed)
                    {
                        arm.RunBlock(withOverhead);
                    }
                }
            }

            foreach (Recording arm in all)
            {
                arm.EndIteration(stage, iteration);
            }
        }
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
