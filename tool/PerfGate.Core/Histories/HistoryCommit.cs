using System.Text.RegularExpressions;
using PerfGate.Results;

namespace PerfGate.Histories;

/// <summary>The commit that a session measured, with all that a history says of it where there is no repository.</summary>
public sealed partial record HistoryCommit
{
    /// <summary>Checks and keeps a commit.</summary>
    /// <param name="hash">Its hash: 4 to 64 hexadecimal digits.</param>
    /// <param name="subject">The first line of its message; empty where that is not known.</param>
    /// <param name="isDirty">Whether the working tree differed from it.</param>
    /// <param name="committedAt">When it was committed; null where that is not known.</param>
    /// <exception cref="ArgumentException">The hash is none.</exception>
    public HistoryCommit(string hash, string subject = "", bool isDirty = false, DateTimeOffset? committedAt = null)
    {
        if (!Digits().IsMatch(hash))
        {
            throw new ArgumentException("a commit's hash has 4 to 64 hexadecimal digits", nameof(hash));
        }

        (Hash, Subject, IsDirty, CommittedAt) = (hash, subject, isDirty, committedAt?.ToUniversalTime());
    }

    /// <summary>The hash.</summary>
    public string Hash { get; }

    /// <summary>The first line of its message, or an empty text.</summary>
    public string Subject { get; }

    /// <summary>Whether the working tree differed from it.</summary>
    public bool IsDirty { get; }

    /// <summary>When it was committed, in UTC, or null.</summary>
    public DateTimeOffset? CommittedAt { get; }

    /// <summary>The first seven digits, with a plus sign if the working tree differed.</summary>
    public string Short => new CommitInfo(Hash, IsDirty).Short;

    [GeneratedRegex(@"\A[0-9a-f]{4,64}\z")]
    private static partial Regex Digits();
}
