namespace PerfGate.Tool.Tests.Running;

/// <summary>The suite that does what a gate has to live with: it talks, hangs, and holds on to files. Built once.</summary>
public sealed class AwkwardSuite : IAsyncLifetime
{
    public const string Ticks = "Awkward.Plain.Ticks";

    public async ValueTask InitializeAsync()
    {
        var project = Repository.Sample("Awkward");
        using var build = RunningProcess.Start(
            "dotnet", ["build", project, "-c", "Release", "-v", "quiet", "-nodeReuse:false", "-p:UseSharedCompilation=false"], Path.GetDirectoryName(project)!);
        (await build.FinishAsync()).Exits(0);
    }

    /// <summary>A repository that measures it.</summary>
    internal static Workspace NewWorkspace(string filter = "Awkward.Plain.*") =>
        new Workspace().WithConfig(new { suites = new[] { Samples.Suite("Awkward", filter) } });

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
