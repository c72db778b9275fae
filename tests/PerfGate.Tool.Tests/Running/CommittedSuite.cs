namespace PerfGate.Tool.Tests.Running;

/// <summary>A real git repository with a suite of BenchmarkDotNet, which every check builds and measures.</summary>
public sealed class CommittedSuite : GitSuite
{
    public override async ValueTask InitializeAsync()
    {
        await Workspace.WithSuiteAsync(launches: 5, new { alpha = 0.05, minimumEffect = 3 });
        await Workspace.CommitAsync();
        (await Workspace.RunAsync("baseline", "update")).Exits(0);
    }

    /// <summary>Makes the benchmarks with a knob many times slower, in the source.</summary>
    internal void SlowDown() => Edit("Work.cs", "Knobs.Turn();", "Knobs.Turn(); Thread.SpinWait(5000);");

    /// <summary>Gives a benchmark another name, in the source.</summary>
    internal void RenameMethod(string from, string to) => Edit("Work.cs", $"double {from}()", $"double {to}()");

    /// <summary>Changes a file of the suite.</summary>
    internal void Edit(string file, string what, string with)
    {
        var source = File.ReadAllText(Workspace.PathOf($"suite/{file}"));
        Assert.Contains(what, source, StringComparison.Ordinal);
        Workspace.With($"suite/{file}", source.Replace(what, with, StringComparison.Ordinal));
    }
}
