using BenchmarkDotNet.Attributes;

namespace Exports;

/// <summary>Arguments whose text holds what the form of a name, of a list or of JSON uses itself.</summary>
[Config(typeof(OneJob)), MemoryDiagnoser]
public class Texts
{
    [Benchmark]
    [Arguments("a, b")]
    [Arguments("a: b")]
    [Arguments("a[b], [c]")]
    [Arguments("f(a, b)")]
    [Arguments("[text=x, n=1]")]
    [Arguments("say \"hi\"")]
    [Arguments("it's")]
    [Arguments("x&y=z")]
    [Arguments("Größe äöü ß 日本")]
    [Arguments("two\nlines")]
    [Arguments("a\ttab")]
    [Arguments(@"C:\folder\file")]
    [Arguments("<T>{0}")]
    [Arguments("")]
    [Arguments(" ")]
    [Arguments("null")]
    [Arguments(null)]
    [Arguments("? and !")]
    [Arguments("a long text that begins and ends like another, with ONE in it, and ends like another")]
    [Arguments("a long text that begins and ends like another, with TWO in it, and ends like another")]
    public int Length(string? text) => text?.Length ?? 0;
}

[Config(typeof(TwoJobs)), MemoryDiagnoser]
public class Several
{
    public static IEnumerable<object[]> Arrays =>
    [
        [new int[] { 1, 2, 3 }, "a"],
        [new int[] { 1, 2, 4 }, "a"],
        [Array.Empty<int>(), "b, values: Int32[3]"],
    ];

    [Benchmark]
    [Arguments("a, count: 1", 2, ',')]
    [Arguments("a", 1, ')')]
    [Arguments("DefaultJob [count=1", 1, '"')]
    public string Join(string text, int count, char separator) => string.Join(separator, Enumerable.Repeat(text, count));

    [Benchmark]
    [ArgumentsSource(nameof(Arrays))]
    public int Sum(int[] values, string text) => values.Sum() + text.Length;

    [Benchmark]
    [Arguments(1.5, typeof(int), 12345678901L)]
    public string Numbers(double real, Type type, long whole) => type.Name + (real * whole);

    /// <summary>An overload: only its arguments tell it from the other.</summary>
    [Benchmark]
    [Arguments("a")]
    public int Sum(string text) => text.Length;
}
