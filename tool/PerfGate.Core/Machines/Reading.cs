namespace PerfGate.Machines;

/// <summary>What was read of a machine, or why it could not be: the two are never the same as "fine".</summary>
/// <typeparam name="T">What was asked for.</typeparam>
public sealed record Reading<T>
{
    private readonly T? _value;

    private Reading(T? value, string? problem)
    {
        _value = value;
        Problem = problem;
    }

    /// <summary>Why it could not be read; null if it was.</summary>
    public string? Problem { get; }

    /// <summary>What was read.</summary>
    /// <exception cref="InvalidOperationException">It could not be read.</exception>
    public T Value => Problem is null ? _value! : throw new InvalidOperationException(Problem);

    /// <summary>A value that was read.</summary>
    public static implicit operator Reading<T>(T value) => new(value, null);

    /// <summary>A value that could not be read.</summary>
    public static implicit operator Reading<T>(Unread unread) => new(default, unread.Problem);
}

/// <summary>Something that could not be read.</summary>
/// <param name="Problem">Why: a missing file, a system that does not tell.</param>
public sealed record Unread(string Problem);
