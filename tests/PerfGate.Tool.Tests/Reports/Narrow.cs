using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Reports;

/// <summary>At 80 columns, a name gives way to the numbers.</summary>
public class Narrow
{
    [Theory]
    [InlineData(30)]
    [InlineData(45)]
    [InlineData(60)]
    [InlineData(2000)]
    public async Task A_long_name_is_shortened_from_the_left_and_no_number_is_cut(int length)
    {
        using var workspace = new Workspace().With("base.json", Named(length, 5000)).With("candidate.json", Named(length, 100_000));

        var lines = (await workspace.RunAsync("compare", "base.json", "candidate.json")).Exits(1).Output.Split('\n');

        var row = Assert.Single(lines, line => line.StartsWith("regressed", StringComparison.Ordinal));
        Assert.EndsWith("xEnd allocated  4.883 KB  97.66 KB   20.0", row.TrimEnd(), StringComparison.Ordinal);
        Assert.InRange(row.TrimEnd().Length, 1, 80);
        Assert.Equal(["baseline", "now", "ratio"], lines[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[^3..]);
    }

    private static System.Text.Json.Nodes.JsonObject Named(int length, int bytes) => Recording.NewBenchmark(benchmark =>
    {
        benchmark["FullName"] = $"Work.{new string('x', length)}End";
        benchmark["Memory"]!["BytesAllocatedPerOperation"] = bytes;
    });
}
