using System.Diagnostics;

namespace PerfGate.Tool.Measuring;

/// <summary>The steps in which a plan's launches are made, as long as there is time.</summary>
/// <param name="plan">What to measure.</param>
/// <param name="step">How many launches to make next, by how many were made.</param>
internal sealed class LaunchSteps(MeasurePlan plan, Func<int, int> step)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private bool _isOver;

    /// <summary>How many launches were made.</summary>
    public int Done { get; private set; }

    /// <summary>Whether this is a moment to look, and not the end.</summary>
    public bool IsLook => plan.Looks.Launches.Contains(Done);

    /// <summary>How many launches come next; 0 if there are none. Where time is left for a part of a step, that part is the last.</summary>
    public int Next()
    {
        var wanted = _isOver ? 0 : Math.Min(step(Done), plan.Launches - Done);
        var next = plan.Budget is { } budget && Done > 0
            ? Math.Clamp((int)Math.Floor((budget - _clock.Elapsed) / (_clock.Elapsed / Done)), 0, wanted)
            : wanted;
        _isOver = next < wanted;
        Done += next;
        return next;
    }
}
