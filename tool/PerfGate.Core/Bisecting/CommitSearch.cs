namespace PerfGate.Bisecting;

/// <summary>Searches the first bad one of commits that stand in order, of which the last is known to be bad, and what is before the first to be good.</summary>
public sealed class CommitSearch
{
    private readonly StepVerdict?[] _verdicts;

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

    /// <summary>The index of the first commit that is known to be bad.</summary>
    public int FirstBad => Array.IndexOf(_verdicts, StepVerdict.Bad);

    /// <summary>The index of the last commit before that which is known to be good; -1 for the one before all.</summary>
    public int LastGood => FirstBad == 0 ? -1 : Array.LastIndexOf(_verdicts, StepVerdict.Good, FirstBad - 1);

    /// <summary>The commits, by index, one of which is the first bad one: only one if it was found.</summary>
    public IReadOnlyList<int> Remaining => [.. Enumerable.Range(LastGood + 1, FirstBad - LastGood)];

    /// <summary>The index of the commit to measure next, the nearest to the middle of those that nothing is known of; null if none is left.</summary>
    public int? Next
    {
        get
        {
            var (good, bad) = (LastGood, FirstBad);
            return Enumerable.Range(good + 1, bad - good - 1)
                .Where(index => _verdicts[index] is null)
                .OrderBy(index => Math.Abs((2 * index) - (good + bad)))
                .Select(index => (int?)index)
                .FirstOrDefault();
        }
    }

    /// <summary>Keeps what was found of a commit.</summary>
    public void Found(int index, StepVerdict verdict) => _verdicts[index] = verdict;
}
