namespace PerfGate.Tool.Tests.BadInput;

/// <summary>Texts that somebody may put into a name, a parameter, a processor or a commit, so that a reader of a report does something.</summary>
internal static class Hostile
{
    public static string[] Texts { get; } =
    [
        "a|b||c",
        "`code` and ``more` ```",
        "x` [a](http://evil.example) @everyone <b> `` y",
        "<script>alert(1)</script><!-- -->",
        "[a](http://evil.example)",
        "![i](http://evil.example/x.png)",
        "[a]: http://evil.example",
        "@everyone and a@evil.example",
        "https://evil.example www.evil.example mailto:a@evil.example",
        "see #1 and other/repository#2",
        "**bold** _it_ ~~gone~~ $x$ \\",
        "::error::x",
        "  ::set-output name=outcome::passed",
        "##[error]x",
        "##vso[task.complete result=Succeeded]x",
        "##VSO[task.setvariable variable=PATH]x",
        "##teamcity[buildStatus text='x' status='SUCCESS']",
        "]]>&amp;<x/>\"'",
        "'|]|n##teamcity[x]",
        "%0A::error::x%0D%5D%3B%25%AZP25",
        "\"} 1\n# EOF\n",
        "{0} {1}",
        "$(PATH) %(Identity) @(Item) ;*?%41",
        "\u001b[31mred\u001b[0m \u001b]0;title\u0007 \u009b2J",
        "one\n::error::two\r\n##vso[task.complete result=Succeeded]three\rfour\n# five\n- six\n\n    seven",
        "\0\u0001\b\u000b\u007f\u0085\u2028::error::x\u2029",
        "\u202etxet\u202c \u2066x\u2069 \u200f\u200b\ufeff\u061c\U000e0041",
        "#\u200b#vso[task.complete result=Succeeded]",
        "\ufffe\uffff\ue000",
        new string('x', 10_000),
        $"{new string('y', 995)}::error::x",
        string.Concat(Enumerable.Repeat("::error::x ", 1000)),
        $"a{new string(':', 2000)}",
    ];
}
