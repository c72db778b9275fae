using System.Collections.Immutable;

namespace PerfGate.Model;

/// <summary>Of which shard a session is. It is kept with the session, with the whole split: so that what is missing can be named.</summary>
public sealed record Shard
{
    /// <summary>Checks and keeps it.</summary>
    /// <exception cref="ArgumentException">The run's id is none, or there is no shard of that number.</exception>
    public Shard(string run, int number, Split split)
    {
        if (!RunId.IsOne(run))
        {
            throw new ArgumentException($"a run's id is {RunId.Form}", nameof(run));
        }

        if (number < 1 || number > split.Parts.Length)
        {
            throw new ArgumentException($"there is no shard {number} of {split.Parts.Length}", nameof(number));
        }

        (Run, Number, Split) = (run, number, split);
    }

    /// <summary>The run's id.</summary>
    public string Run { get; }

    /// <summary>Which shard, from 1.</summary>
    public int Number { get; }

    /// <summary>What each shard measures.</summary>
    public Split Split { get; }

    /// <summary>What this one measures.</summary>
    public ImmutableArray<ShardUnit> Units => Split.Parts[Number - 1];

    /// <inheritdoc/>
    public override string ToString() => $"shard {Number} of {Split.Parts.Length}";
}
