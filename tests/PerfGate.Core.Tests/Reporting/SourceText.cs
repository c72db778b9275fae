using System.Text.RegularExpressions;

namespace PerfGate.Core.Tests.Reporting;

/// <summary>
/// A text that stands in quotes in C# source, with what is put into it left open: of <c>$"there is no suite '{name}'"</c>, <c>there is no suite '…'</c>.
/// Texts inside of what is put in are texts of their own.
/// </summary>
internal sealed partial class SourceText
{
    // Shorter ones are in every sentence.
    private const int LeastLetters = 8;

    private readonly string _pattern;
    private readonly string _longest;

    private SourceText(IReadOnlyList<string> fixedParts) =>
        (_pattern, _longest) = (string.Join(".*", fixedParts.Select(Regex.Escape)), fixedParts.MaxBy(part => part.Length)!);

    /// <summary>Whether the sentence is this text: after the name of a file, or before the words of something else.</summary>
    public bool IsOf(string sentence) => Matches(sentence, $"^(?:.*: )?{_pattern}(?:: .*)?$");

    /// <summary>Whether the sentence begins with this text.</summary>
    public bool Begins(string sentence) => Matches(sentence, $"^{_pattern}");

    /// <summary>Whether the sentence ends with this text.</summary>
    public bool Ends(string sentence) => Matches(sentence, $"{_pattern}$");

    /// <summary>The texts of a source file that are long enough to be known again.</summary>
    public static IReadOnlyList<SourceText> In(string source)
    {
        var found = new List<IReadOnlyList<string>>();
        Code(source, 0, found);
        return [.. found.Where(parts => parts.Sum(part => part.Count(char.IsLetter)) >= LeastLetters).Select(parts => new SourceText(parts))];
    }

    // Most texts are not this one, and are dismissed without a pattern.
    private bool Matches(string sentence, string pattern) => sentence.Contains(_longest, StringComparison.Ordinal) && Regex.IsMatch(sentence, pattern);

    // Reads code up to its end, or to the brace that closes what is put into a text. Returns the place behind it.
    private static int Code(string source, int at, List<IReadOnlyList<string>> found)
    {
        for (var depth = 0; at < source.Length;)
        {
            if (Passed().Match(source, at) is { Success: true } passed)
            {
                at += passed.Length;
            }
            else if (Opening().Match(source, at) is { Success: true } opening)
            {
                at = Text(source, at + opening.Length, opening.Groups["prefix"].Value, opening.Groups["quotes"].Length, found);
            }
            else
            {
                depth += source[at] switch { '{' => 1, '}' => -1, _ => 0 };
                at++;
                if (depth < 0)
                {
                    return at;
                }
            }
        }

        return at;
    }

    private static int Text(string source, int at, string prefix, int quotes, List<IReadOnlyList<string>> found)
    {
        var (isVerbatim, isRaw, braces) = (prefix.Contains('@', StringComparison.Ordinal), quotes >= 3, prefix.Count(c => c == '$'));
        var (closing, opening) = (new string('"', quotes), new string('{', braces));
        var (parts, part) = (new List<string>(), new System.Text.StringBuilder());
        while (at < source.Length)
        {
            if (isVerbatim && At(source, at, "\"\"") || (!isRaw && braces > 0 && (At(source, at, "{{") || At(source, at, "}}"))))
            {
                part.Append(source[at]);
                at += 2;
            }
            else if (At(source, at, closing))
            {
                at += quotes;
                break;
            }
            else if (braces > 0 && At(source, at, opening) && !At(source, at + 1, opening))
            {
                parts.Add(part.ToString());
                part.Clear();
                at = Code(source, at + braces, found) + braces - 1;
            }
            else if (!isRaw && !isVerbatim && source[at] == '\\')
            {
                part.Append(source[at + 1] == 'n' ? '\n' : source[at + 1]);
                at += 2;
            }
            else
            {
                part.Append(source[at]);
                at++;
            }
        }

        parts.Add(part.ToString());
        found.Add(parts);
        return at;
    }

    private static bool At(string source, int at, string text) => string.CompareOrdinal(source, at, text, 0, text.Length) == 0;

    [GeneratedRegex(@"\G(?://[^\n]*|/\*.*?\*/|'(?:\\.[^']*|[^'\\])')", RegexOptions.Singleline)]
    private static partial Regex Passed();

    [GeneratedRegex("""\G(?<prefix>[$@]*)(?<quotes>"{3,}|")""", RegexOptions.ExplicitCapture)]
    private static partial Regex Opening();
}
