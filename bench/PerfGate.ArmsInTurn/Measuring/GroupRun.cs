using PerfGate.ArmsInTurn.Grouping;

namespace PerfGate.ArmsInTurn.Measuring;

/// <summary>One launch of a group: all arms are set up, then measured in turn, then counted and cleaned up one after the other.</summary>
internal static class GroupRun
{
    /// <summary>Runs the group. What an arm throws fails that arm alone.</summary>
    /// <param name="arms">The group.</param>
    /// <param name="block">How long an arm runs before it is the next one's turn.</param>
    public static void Run(IReadOnlyList<Arm> arms, TimeSpan block)
    {
        foreach (Arm arm in arms)
        {
            arm.SetUp();
        }

        Rounds.Measure([.. arms.Select(arm => arm.Recording).OfType<Recording>()], block);
        foreach (Arm arm in arms)
        {
            arm.Finish();
        }
    }
}
