namespace PerfGate.Bisecting;

/// <summary>Searches the first bad one of commits that stand in order, of which the last is known to be bad, and what is before the first to be good.</summary>
public sealed class CommitSearch
{
    // Commits that cannot be told take further steps. Where these do not help, more of them hardly would, and each is the longest there is.
    private const int Further = 4;

    private readonly StepVerdict?[] _verdicts;
    private readonly HashSet<int> _again = [];
    private int _tested;

    /// <summary>Begins a search.</summary>
    /// <param name="count">How many commits there are after the good one, the bad one included; at least 1.</param>
    public CommitSearch(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _verdicts = new StepVerdict?[count];
        _verdicts[^1] = StepVerdict.Bad;
    }

    /// <summary>The most steps a search takes in which each can be told: the binary logarithm of the commits.</summary>
    public static int MostSteps(int commits) => (int)Math.Ceiling(Math.Log2(Math.Max(1, commits)));

    /// <summary>
    /// The share of the error that a step may make. The steps that a search plans, and the one before them that tells whether there is a change at all, have the same share. Those that commits
    /// take which cannot be told have one such share together.
    /// </summary>
    /// <param name="step">The number of the step among those that tested something, from 0.</param>
    /// <param name="commits">How many commits are searched.</param>
    /// <returns>A share in [0, 1); those of all steps add up to 1.</returns>
    public static double ShareOf(int step, int commits)
    {
        var planned = MostSteps(commits) + 1;
        return 1.0 / (planned + 1) / (step < planned ? 1 : Further) * (step < planned + Further ? 1 : 0);
    }

    /// <summary>The index of the first commit that is known to be bad.</summary>
    public int FirstBad => Array.IndexOf(_verdicts, StepVerdict.Bad);

    /// <summary>The index of the last commit before that which is known to be good; -1 for the one before all.</summary>
    public int LastGood => FirstBad == 0 ? -1 : Array.LastIndexOf(_verdicts, StepVerdict.Good, FirstBad - 1);

    /// <summary>The commits, by index, one of which is the first bad one: only one if it was found.</summary>
    public IReadOnlyList<int> Remaining => [.. Enumerable.Range(LastGood + 1, FirstBad - LastGood)];

    /// <summary>
    /// The index of the commit to measure next, the nearest to the middle of those that nothing is known of; null if none is left, or no share of the error. What could not be told is measured a second time where
    /// only that keeps the commit from being found.
    /// </summary>
    public int? Next
    {
        get
        {
            var (good, bad) = (LastGood, FirstBad);
            return Enumerable.Range(good + 1, bad - good - 1)
                .Where(index => _tested < MostSteps(_verdicts.Length) + Further && (_verdicts[index] is null || IsWorthAnother(index)))
                .OrderBy(index => _verdicts[index] is null ? 0 : 1).ThenBy(index => Math.Abs((2 * index) - (good + bad)))
                .Select(index => (int?)index)
                .FirstOrDefault();
        }
    }

    /// <summary>Whether a commit was measured before, and could not be told.</summary>
    public bool IsAgain(int index) => _verdicts[index] == StepVerdict.Untold;

    /// <summary>Keeps what was found of a commit.</summary>
    public void Found(int index, StepVerdict verdict)
    {
        if (IsAgain(index))
        {
            _again.Add(index);
        }

        _tested += verdict == StepVerdict.Skipped ? 0 : 1;
        _verdicts[index] = verdict;
    }

    private bool IsWorthAnother(int index) => IsAgain(index) && !_again.Contains(index);
}
