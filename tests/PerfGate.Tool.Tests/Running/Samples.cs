namespace PerfGate.Tool.Tests.Running;

/// <summary>The sample suite, built once and measured once, so that most tests need to do neither.</summary>
public sealed class Samples : IAsyncLifetime
{
    /// <summary>The benchmarks that spend time, or allocate, when a test says so.</summary>
    internal static readonly string[] Knobs = ["Steady.Work.Knob(N: 1000)", "Steady.Work.Knob(N: 2000)"];

    private readonly Workspace _measured = new();

    public async ValueTask InitializeAsync()
    {
        _measured.WithConfig(Config());
        // The tool builds it.
        (await _measured.RunAsync("baseline", "update")).Exits(0);
    }

    /// <summary>A repository with the steady suite, already built, and a baseline of it.</summary>
    internal Workspace NewWorkspace(string filter = "Steady.Work.*", int launches = 1)
    {
        var workspace = new Workspace().WithConfig(Config(filter, launches));
        Directory.CreateDirectory(workspace.Baselines);
        File.Copy(_measured.Baseline, Path.Combine(workspace.Baselines, Path.GetFileName(_measured.Baseline)));
        return workspace;
    }

    /// <summary>A suite of short launches.</summary>
    internal static object Suite(string sample, string filter = "*", int launches = 1, string? name = null) => new
    {
        name = name ?? sample,
        project = Repository.Sample(sample),
        filter,
        isolation = "inProcess",
        launches,
        arguments = new[] { "--warmupCount", "1", "--iterationCount", "3", "--iterationTime", "5" },
    };

    /// <summary>Five launches can be decided at this alpha; only a change of several times is larger than this effect, and no busy machine makes one.</summary>
    internal static object Config(string filter = "Steady.Work.*", int launches = 5) => Config([Suite("Steady", filter, launches)]);

    internal static object Config(object[] suites) => new { suites, policy = new { alpha = 0.05, minimumEffect = 3 } };

    public ValueTask DisposeAsync()
    {
        _measured.Dispose();
        return ValueTask.CompletedTask;
    }
}
