using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Stores;

/// <summary>A server that a test may stop.</summary>
internal sealed class OwnServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("perfgate-postgres-").FullName;

    private OwnServer()
    {
    }

    /// <summary>How to connect as its owner.</summary>
    public string Connection { get; private set; } = "";

    /// <summary>Starts it; skips the test where the machine has no binaries.</summary>
    public static async Task<OwnServer> StartAsync()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && (Directory.Exists("/usr/lib/postgresql") || (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "pg_ctl")))),
            "needs the programs of PostgreSQL: `apt-get install postgresql`");
        var server = new OwnServer();
        server.Connection = (await server.RunAsync("start", $"{Environment.ProcessId}")).Trim();
        return server;
    }

    /// <summary>Stops it at once; what it stored stays.</summary>
    public Task StopAsync() => RunAsync("stop");

    /// <summary>Starts it again, at the same address.</summary>
    public Task StartAgainAsync() => RunAsync("again");

    public async ValueTask DisposeAsync() => await RunAsync("remove");

    private async Task<string> RunAsync(string action, params string[] further)
    {
        using var process = RunningProcess.Start("bash", [Repository.File(".ci/postgres"), action, _folder, .. further], Path.GetTempPath());
        return (await process.FinishAsync()).Exits(0).Output;
    }
}
