using System.Collections.Immutable;

namespace PerfGate.Statistics;

/// <summary>
/// When to look at what is measured so far, and what each look may do: declared before the first launch. A look that calls a benchmark worse spends a share of the
/// error, and the shares add up to the whole (alpha spending; K. K. G. Lan, D. L. DeMets, "Discrete Sequential Boundaries for Clinical Trials", 1983). A look that
/// dismisses one spends nothing: who is not measured on cannot be called worse.
/// </summary>
public sealed record Looks
{
    // Early looks are for what is far away: they get little of the error. Each doubles the launches of the one before, and stands at the end of a block.
    private static readonly ImmutableArray<Look> All = [new(6, 0.05, 0.5), new(12, 0.15, 0.4), new(24, 0.3, 0.25), new(48, 0.25, 0.15)];

    private readonly ImmutableArray<Look> _looks;

    private Looks(ImmutableArray<Look> looks)
    {
        _looks = looks;
        Launches = [.. looks.Select(look => look.Launches)];
    }

    /// <summary>One look, after everything.</summary>
    public static Looks OnlyAtTheEnd { get; } = new([]);

    /// <summary>After how many launches to look early, rising.</summary>
    public ImmutableArray<int> Launches { get; }

    /// <summary>The looks of a plan.</summary>
    /// <param name="launches">How many launches the plan has at most; a look after the last of them is the end.</param>
    public static Looks Before(int launches) => new([.. All.Where(look => look.Launches < launches)]);

    /// <summary>The same looks of a plan that ended sooner: its end has all of the error that no look before spent.</summary>
    /// <param name="launches">How many launches were made.</param>
    public Looks ClosedAt(int launches) => new([.. _looks.Where(look => look.Launches < launches)]);

    /// <summary>The share of the error that a benchmark may spend which was measured that often, in (0, 1]: a look's own, or at the end all that is left.</summary>
    public double ShareAt(int launches) =>
        _looks.FirstOrDefault(look => look.Launches == launches)?.Share ?? (1 - _looks.Where(look => look.Launches < launches).Sum(look => look.Share));

    /// <summary>Above which p-value of <see cref="Ranks.SearchTest"/> a benchmark is dismissed that was measured that often, in (0, 1); null at the end, where nothing is left to measure.</summary>
    public double? DismissedAbove(int launches) => _looks.FirstOrDefault(look => look.Launches == launches)?.DismissedAbove;

    private sealed record Look(int Launches, double Share, double DismissedAbove);
}
