using System.Text.RegularExpressions;

namespace PerfGate.Model;

/// <summary>What the shards of one run have in common. It is part of file names, so it is no path and no pattern.</summary>
public static partial class RunId
{
    /// <summary>What it may look like, in words.</summary>
    public const string Form = "up to 100 letters, digits, '.', '_' and '-', the first one a letter or digit";

    /// <summary>Whether a text can be one.</summary>
    public static bool IsOne(string text) => Valid().IsMatch(text);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z")]
    private static partial Regex Valid();
}
