using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;

namespace PerfGate.ArmsInTurn.Measuring;

/// <summary>How much of each arm makes a block, and how many rounds make an iteration: the same for all arms of a group.</summary>
/// <param name="Rounds">Rounds in an iteration; at least 1.</param>
/// <param name="Warmups">Iterations that are not counted.</param>
/// <param name="Iterations">Iterations that are.</param>
/// <param name="EvaluatesOverhead">Whether each block of an arm is followed by one of empty calls.</param>
/// <param name="ForcesCollection">Whether garbage is collected before each iteration.</param>
internal sealed record RoundPlan(int Rounds, int Warmups, int Iterations, bool EvaluatesOverhead, bool ForcesCollection)
{
    // The least that BenchmarkDotNet's own adaptive numbers come to.
    private const int DefaultWarmups = 6;
    private const int DefaultIterations = 15;

    /// <summary>Tries each arm, and gives it its number of invocations.</summary>
    /// <param name="arms">The arms, of one job; at least one.</param>
    /// <param name="block">How long an arm runs before it is the next one's turn.</param>
    public static RoundPlan Make(IReadOnlyList<Recording> arms, TimeSpan block)
    {
        Job job = arms[0].Benchmark.TargetJob;
        int rounds = job.HasValue(RunMode.InvocationCountCharacteristic)
            ? RoundsOfGiven(arms, job.Run.InvocationCount)
            : RoundsByTime(arms, block.TotalNanoseconds, job);
        return new RoundPlan(
            rounds,
            Given(job, RunMode.WarmupCountCharacteristic) ?? DefaultWarmups,
            Given(job, RunMode.IterationCountCharacteristic) ?? DefaultIterations,
            job.ResolveValue(AccuracyMode.EvaluateOverheadCharacteristic, EngineParameters.DefaultResolver),
            job.ResolveValue(GcMode.ForceCharacteristic, EngineParameters.DefaultResolver));
    }

    /// <summary>A job that says how often its benchmark is called in an iteration has one block in each.</summary>
    private static int RoundsOfGiven(IReadOnlyList<Recording> arms, long invocations)
    {
        foreach (Recording arm in arms)
        {
            Pilot.FirstCall(arm);
            arm.SetInvocations(invocations);
        }

        return 1;
    }

    private static int RoundsByTime(IReadOnlyList<Recording> arms, double block, Job job)
    {
        (Recording Arm, double Time)[] tried = [.. arms.Select(arm => (arm, Pilot.TimeOfCall(arm, block))).Where(arm => !arm.arm.HasFailed)];
        if (tried.Length == 0)
        {
            return 1;
        }

        double iteration = job.HasValue(RunMode.IterationTimeCharacteristic)
            ? job.Run.IterationTime.Nanoseconds
            : job.ResolveValue(AccuracyMode.MinIterationTimeCharacteristic, EngineParameters.DefaultResolver).Nanoseconds;

        // All arms have blocks of one length, so that they share the time in which something disturbs them.
        double length = Math.Min(Math.Max(block, tried.Max(arm => arm.Time)), iteration);
        long fewest = long.MaxValue;
        foreach ((Recording arm, double time) in tried)
        {
            long invocations = Math.Max(1, (long)Math.Round(length / time));
            arm.SetInvocations(invocations);
            fewest = Math.Min(fewest, invocations);
        }

        int least = job.ResolveValue(AccuracyMode.MinInvokeCountCharacteristic, EngineParameters.DefaultResolver);
        return (int)Math.Max(1, Math.Max(Math.Ceiling(iteration / length), Math.Ceiling(least / (double)fewest)));
    }

    // A negative number asks for BenchmarkDotNet's adaptive one.
    private static int? Given(Job job, BenchmarkDotNet.Characteristics.Characteristic<int> count) =>
        job.HasValue(count) && job.ResolveValue(count, EngineParameters.DefaultResolver) is var value and >= 0 ? value : null;
}
