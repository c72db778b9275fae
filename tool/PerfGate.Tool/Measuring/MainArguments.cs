using System.Text.RegularExpressions;

namespace PerfGate.Tool.Measuring;

/// <summary>
/// Finds a <c>Main</c> that cannot pass its arguments on, in the source, before anything is built. It speaks only where it is certain: a <c>Main</c> that calls
/// BenchmarkDotNet and in whose file its arguments are never mentioned.
/// </summary>
internal static partial class MainArguments
{
    /// <summary>What Main has to call.</summary>
    public const string LineToWrite = "BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);";

    /// <summary>Where BenchmarkDotNet is called without them.</summary>
    /// <param name="Path">The source file.</param>
    /// <param name="Line">The line, from 1.</param>
    /// <param name="Text">The line's text.</param>
    internal sealed record Place(string Path, int Line, string Text);

    /// <summary>The call of a Main that ignores its arguments; null where there is none, or where that is not certain.</summary>
    /// <param name="sources">The source files of a project; those that are not C# are not understood.</param>
    public static Place? WhereIgnored(IEnumerable<string> sources)
    {
        var files = sources.Where(path => path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) && File.Exists(path))
            .Select(path => (Path: path, Code: WithoutTexts(File.ReadAllText(path)))).ToList();
        if (files.Exists(file => file.Code.Contains("GetCommandLineArgs", StringComparison.Ordinal)))
        {
            return null;
        }

        List<(string Path, string Code)> entries = [.. files.Where(file => EntryPoint().IsMatch(file.Code))];
        if (entries.Count == 0)
        {
            entries = [.. files.Where(file => Call().Match(file.Code) is { Success: true } call && IsTopLevel(file.Code, call.Index))];
        }

        return entries is [var entry] && Call().Match(entry.Code) is { Success: true } call && !MentionsArguments(entry.Code)
            ? PlaceOf(entry.Path, entry.Code, call.Index)
            : null;
    }

    private static bool MentionsArguments(string code)
    {
        var name = EntryPoint().Match(code) is { Success: true } main ? main.Groups["name"].Value : "args";
        // The parameter itself is one mention.
        return name.Length > 0 && Regex.Count(code, $@"\b{name}\b") > (EntryPoint().IsMatch(code) ? 1 : 0);
    }

    private static bool IsTopLevel(string code, int index) => code.AsSpan(0, index).Count('{') == code.AsSpan(0, index).Count('}');

    private static Place PlaceOf(string path, string code, int index)
    {
        var line = code.AsSpan(0, index).Count('\n');
        return new Place(path, line + 1, File.ReadLines(path).ElementAt(line).Trim());
    }

    // Comments and texts become blanks of as many lines: what stands there calls nothing.
    private static string WithoutTexts(string source) =>
        Texts().Replace(source, match => new string('\n', match.ValueSpan.Count('\n')) + " ");

    [GeneratedRegex("""
        //[^\n]* | /\*.*?\*/ | "{3,}.*?"{3,} | \$?@\$?"(?:[^"]|"")*" | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])+'
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline)]
    private static partial Regex Texts();

    [GeneratedRegex(@"\bstatic\s[\w\s<>.]*?\bMain\s*\(\s*(?:(?:params\s+)?(?:System\.)?[Ss]tring\s*\[\s*\]\s*(?<name>\w+)\s*)?\)", RegexOptions.ExplicitCapture)]
    private static partial Regex EntryPoint();

    [GeneratedRegex(@"\b(BenchmarkRunner|BenchmarkSwitcher)\b[^;]*?\.\s*Run", RegexOptions.ExplicitCapture)]
    private static partial Regex Call();
}
