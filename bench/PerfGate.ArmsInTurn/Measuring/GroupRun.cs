using BenchmarkDotNet.Engines;
using PerfGate.ArmsInTurn.Grouping;

namespace PerfGate.ArmsInTurn.Measuring;

/// <summary>
/// Runs the programs of a group inside each other: each is set up, and its engine runs the next one before it measures. So all are
/// set up when the last engine runs, which measures all of them, on one thread and from one depth of the stack; then each is
/// cleaned up by its own program.
/// </summary>
/// <param name="arms">The group.</param>
/// <param name="block">How long an arm runs before it is the next one's turn.</param>
internal sealed class GroupRun(IEnumerable<Arm> arms, TimeSpan block) : IEngineFactory
{
    private readonly Queue<Arm> _waiting = new(arms);
    private readonly List<ArmEngine> _ready = [];
    private bool _isMeasured;

    /// <summary>Runs the group. What an arm throws fails that arm.</summary>
    public void Run()
    {
        // An arm whose set-up throws never comes to run the next one.
        while (!_isMeasured && _waiting.TryDequeue(out Arm? arm))
        {
            arm.Run(this);
        }

        if (!_isMeasured)
        {
            _isMeasured = true;
            Rounds.Measure(_ready, block);
        }
    }

    /// <summary>Sets an arm up.</summary>
    public IEngine CreateReadyToRun(EngineParameters engineParameters)
    {
        engineParameters.GlobalSetupAction?.Invoke();
        return new ArmEngine(engineParameters, MeasureOthersWith);
    }

    private void MeasureOthersWith(ArmEngine engine)
    {
        _ready.Add(engine);
        Run();
    }
}
