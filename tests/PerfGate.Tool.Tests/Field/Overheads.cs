namespace PerfGate.Tool.Tests.Field;

/// <summary>Benchmarks beside what BenchmarkDotNet's own loop takes.</summary>
public class Overheads
{
    [Theory]
    [InlineData("13-overhead", 2.0)]
    [InlineData("13b-overhead-alone-rose", 1.0)]
    public async Task What_does_less_than_the_harness_is_too_small_to_judge(string name, double ratio)
    {
        var test = await CompareAsync(name);

        test.Result.Exits(0).Says("warning PG4015: 1 benchmark too small to judge", "OperationsPerInvoke");
        Assert.Equal("inconclusive", test.Verdict("A.B.C"));
        Assert.Equal(ratio, test.Of("A.B.C").GetProperty("ratio").GetDouble(), 0.01);
    }

    [Fact]
    public async Task What_became_large_is_red() => (await CompareAsync("small-becomes-large")).Result.Fails(1, "PG4001").Says("is 100.0 times as slow");

    [Fact]
    public async Task A_small_part_of_a_benchmark_may_rise() => Assert.Equal("unchanged", (await CompareAsync("little-overhead-rose")).Verdict("A.B.C"));

    private static Task<FieldCase> CompareAsync(string name) => FieldCase.CompareAsync($"{name}/base.json", $"{name}/cand.json");
}
