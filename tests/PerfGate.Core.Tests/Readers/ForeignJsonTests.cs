using System.Text;
using PerfGate.Readers.BenchmarkDotNet;

namespace PerfGate.Core.Tests.Readers;

public class ForeignJsonTests
{
    [Theory]
    [InlineData("A.B.C-20250101.speedscope.json", "{\"profil")]
    [InlineData("Type-20250101-perf-lab-report.json", "")]
    [InlineData("perf-lab-report.json", """{ "tests": [] }""")]
    [InlineData("settings.json", "/* ours */ { \"a\": 1, }")]
    [InlineData("list.json", "[1, 2]")]
    [InlineData("null.json", "\uFEFFnull")]
    public void JSON_of_others_is_foreign(string name, string text) => Assert.True(ForeignJson.Is($"some/folder/{name}", Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("net8.json", "{\"HostEnvironmentInfo\":{\"Proc")]
    [InlineData("net8.json", "")]
    [InlineData("net8.json", "{ \"HostEnvironmentInfo\": 1 }")]
    [InlineData("net8.json", "{ \"Benchmarks\": 1 }")]
    [InlineData("A.B-report-full.json", "{}")]
    [InlineData("A.B-report-full-compressed.json", "null")]
    [InlineData("A.B-report-brief.json", "[]")]
    [InlineData("A.B-report.json", "{}")]
    [InlineData("speedscope.json", "")]
    public void What_may_be_a_report_is_not(string name, string text) => Assert.False(ForeignJson.Is($"perf-lab-report/{name}", Encoding.UTF8.GetBytes(text)));
}
