using System.Diagnostics;
using PerfGate.Configuration;

namespace PerfGate.Tool.Measuring;

/// <summary>The starts of a suite that make a plan's launches: how many launches each makes, as long as there is time.</summary>
/// <param name="plan">What to measure.</param>
/// <param name="mostInside">How many launches a start of BenchmarkDotNet's own toolchain makes at most.</param>
internal sealed class LaunchSteps(MeasurePlan plan, int mostInside)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>How many launches were made.</summary>
    public int Done { get; private set; }

    /// <summary>Whether this is a moment to look, and not the end.</summary>
    public bool IsLook => plan.Looks.Launches.Contains(Done);

    /// <summary>How many launches the next start makes; 0 if there is none.</summary>
    public int Next()
    {
        var wanted = plan.Suite.Isolation == Isolation.InProcess
            ? Math.Min(1, plan.Launches - Done)
            : Math.Min(mostInside, plan.Looks.Launches.Append(plan.Launches).First(count => count > Done || count == plan.Launches) - Done);
        var next = plan.Budget is { } budget && Done > 0
            ? Math.Min(wanted, (int)Math.Floor((budget - _clock.Elapsed) / (_clock.Elapsed / Done)))
            : wanted;
        Done += Math.Max(0, next);
        return Math.Max(0, next);
    }
}
