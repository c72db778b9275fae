using System.Text;
using PerfGate.Diagnostics;
using PerfGate.Explaining;
using PerfGate.Gating.Model;
using PerfGate.Reporting;
using PerfGate.Reporting.Html;
using PerfGate.Reporting.Json;
using PerfGate.Reporting.Texts;

namespace PerfGate.Core.Tests.Reporting;

public class ExplanationTests
{
    internal static readonly Explanation Whole = new(1300, 4400, 6000, 6100, null, true,
        [new MethodGrowth("Lib.Lookup.Count(int32[])", 1200, 4300, "System.Collections.Generic.List`1[System.Int32].Contains(!0)") { Source = new SourceLine("src/Lookup.cs", 12) }],
        [new AllocationGrowth("System.Int32[]", "Lib.Hot.Sum", "System.Linq.Enumerable.ToList(!!0)", 0, 440)])
    {
        Code = [new CodeChange("Lib.Hot:Sum(int[]):int", "Tier1", "Tier1", 48, 61, [], "-shl r8, 5\n+call [Lib.Hot:Mix(int,int):long]")],
        Commits = [new SourceChange("0123456789012345678901234567890123456789", "Use a list", ["src/Lookup.cs"]), new SourceChange("1123456789012345678901234567890123456789", "Other", [])],
        Settings = [new SettingChange("package", "Fast", "1.0.0", "2.0.0")],
        Gone = [new MethodGrowth("Lib.Set.Count(int32[])", 1150, 0, null)],
        PausedShare = (0.01, 0.2),
        Notes = ["a note"],
    };

    [Fact]
    public void What_says_most_comes_first() => Assert.Equal(
        [
            "Lookup.Count (src/Lookup.cs:12) takes 1.2 us -> 4.3 us of an operation, most of the difference in List.Contains.",
            "Set.Count took 1.15 us of an operation before, and is not seen any more.",
            "Hot.Sum allocates 0 B -> 440 B of Int32[], in Enumerable.ToList.",
            "Commit 0123456 changes src/Lookup.cs: Use a list",
            "The package Fast changed: 1.0.0 -> 2.0.0.",
            "a note",
        ],
        ExplanationLines.Of(Whole));

    [Fact]
    public void A_method_that_stands_no_longer_inside_of_its_caller_is_told_so_whichever_of_them_was_seen()
    {
        var change = new CodeChange("Lib.Hot:Sum(int[]):int", "Tier1", "Tier1", 48, 61, ["Lib.Hot:Mix(int,int):long"], "+call");

        Assert.Equal(
            "Hot.Mix is no longer inlined into Hot.Sum: it takes 0 ns -> 12 ns of an operation.",
            ExplanationLines.Of(Whole with { Methods = [new MethodGrowth("Lib.Hot.Mix(int32,int32)", 0, 12, null)], Code = [change] })[0]);
        Assert.Equal(
            "Hot.Sum takes 10 ns -> 12 ns of an operation: Hot.Mix is no longer inlined into it.",
            ExplanationLines.Of(Whole with { Methods = [new MethodGrowth("Lib.Hot.Sum(int32[])", 10, 12, null)], Code = [change] })[0]);
    }

    [Fact]
    public void After_the_method_that_grew_most_comes_the_one_whose_cause_is_known()
    {
        var change = new CodeChange("Lib.Hot:Sum(int[]):int", "Tier1", "Tier1", 48, 61, ["Lib.Hot:Mix(int,int):long"], "+call");
        var lines = ExplanationLines.Of(Whole with { Methods = [new("Lib.A.Outer()", 10, 90, null), new("Lib.A.Other()", 10, 60, null), new("Lib.Hot.Sum(int32[])", 10, 12, null)], Code = [change] });

        Assert.Equal("Hot.Sum takes 10 ns -> 12 ns of an operation: Hot.Mix is no longer inlined into it.", lines[1]);
        Assert.Single(lines, line => line.StartsWith("Hot.Sum takes ", StringComparison.Ordinal));
        Assert.Single(lines, line => line.StartsWith("A.Other ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_single_commit_is_named_even_if_it_changes_nothing_that_grew()
    {
        var other = Whole.Commits[1];

        Assert.Contains("The only commit in between is 1123456: Other", ExplanationLines.Of(Whole with { Commits = [other] }));
        Assert.DoesNotContain(ExplanationLines.Of(Whole with { Commits = [other, other] }), line => line.Contains("commit", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("What is not committed changes other files.", ExplanationLines.Of(Whole with { Commits = [other with { Hash = "" }] }));
    }

    [Fact]
    public void What_is_not_told_is_said_with_what_would_tell()
    {
        var silent = Whole with { Methods = [], Allocations = [], Gone = [], Code = [], Commits = [], Settings = [], Notes = [] };

        Assert.Equal(["No method can be named: in 6000 samples of each state none grew by more than chance."], ExplanationLines.Of(silent));
        Assert.Equal(["No method can be named: in 6000 samples of each state none grew by more than chance; about 9000 would tell."], ExplanationLines.Of(silent with { SamplesNeeded = 9000 }));
        Assert.Equal(["It is not shown to be slower by these extra runs, so no method is named."], ExplanationLines.Of(silent with { IsSlower = false }));
    }

    [Fact]
    public void An_explanation_survives_the_JSON_result()
    {
        var result = Explained(Whole);

        var read = JsonResultReader.Read("result.json", Encoding.UTF8.GetBytes(JsonReport.Render(result)));

        Assert.Equal(JsonReport.Render(result), JsonReport.Render(read));
        Assert.Equal(ExplanationLines.Of(Whole), ExplanationLines.Of(read.Judgements[0].Explanation!));
    }

    [Theory]
    [InlineData("\"hash\": \"0123456789012345678901234567890123456789\"", "\"hash\": \"abc\"")]
    [InlineData("\"lines\": [", "\"lines\": 7, \"x\": [")]
    [InlineData("\"notes\": [\n          \"a note\"", "\"notes\": [\n          null")]
    public void A_result_whose_explanation_is_none_is_refused(string what, string with)
    {
        var json = JsonReport.Render(Explained(Whole));
        var edited = json.Replace(what, with, StringComparison.Ordinal);
        Assert.NotEqual(json, edited);

        Assert.Equal(DiagnosticCode.PG2009, Assert.Throws<PerfGateException>(() => JsonResultReader.Read("result.json", Encoding.UTF8.GetBytes(edited))).Diagnostic.Code);
    }

    [Fact]
    public void Every_report_for_people_shows_it_and_its_code_is_folded()
    {
        var markdown = MarkdownReport.Render(Explained(Whole));
        var html = HtmlReport.Render(Explained(Whole));

        Assert.Contains("<details><summary>Why <code>", markdown, StringComparison.Ordinal);
        Assert.Contains("```diff\n-shl r8, 5\n+call [Lib.Hot:Mix(int,int):long]\n```", markdown, StringComparison.Ordinal);
        Assert.Contains("Why it is worse", html, StringComparison.Ordinal);
        Assert.Contains("<summary>The JIT&#x27;s code of Lib.Hot:Sum(int[]):int: 48 to 61 bytes</summary>", html.Replace("JIT's", "JIT&#x27;s", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_from_elsewhere_mean_nothing()
    {
        var hostile = Whole with
        {
            Methods = [new MethodGrowth("Lib.<img src=x onerror=alert(1)>.Run()", 0, 10, null)],
            Commits = [new SourceChange("0123456789012345678901234567890123456789", "::error::gone\n```\n</details><script>alert(1)</script>", ["a.cs"])],
            Code = [new CodeChange("Lib:Run()", "Tier1", "Tier1", 1, 2, [], "+```\n+</pre><script>alert(1)</script>")],
        };

        var html = HtmlReport.Render(Explained(hostile));
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        var markdown = MarkdownReport.Render(Explained(hostile));
        Assert.Contains("````diff", markdown, StringComparison.Ordinal);
        Assert.Contains("&lt;script>alert(1)", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("\n::error", markdown, StringComparison.Ordinal);
    }

    internal static GateResult Explained(Explanation explanation)
    {
        var result = Make.Judge(Make.Run(Make.Time("A", 20, 20, 20, 20, 20, 20, 20, 20)), Make.Run(Make.Time("A", 10, 10, 10, 10, 10, 10, 10, 10)));
        return result with { Judgements = [result.Judgements[0] with { Explanation = explanation }, .. result.Judgements.Skip(1)] };
    }
}
