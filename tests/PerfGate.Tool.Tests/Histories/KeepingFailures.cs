using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Histories;

/// <summary>What goes wrong with the history changes no verdict, and what failed is no part of it.</summary>
public sealed class KeepingFailures : IDisposable
{
    private const string Script = """echo "{\"benchmark\": \"work\", \"unit\": \"ms\", \"value\": $(cat work)}" >> $PERFGATE_OUTPUT""";

    private readonly Workspace _workspace = CommandSuite.NewScript(Script).With("work", "20").With(".gitignore", ".tmp\n");

    [Fact]
    public async Task Without_a_repository_it_is_a_warning()
    {
        _workspace.WithConfig("""{ "suites": [ { "name": "load", "command": ["sh", "bench.sh"], "launches": 1 } ], "history": true }""");

        (await _workspace.RunAloneAsync("run")).Exits(0).Says("warning PG5013", "the verdict is not changed");
    }

    [Fact]
    public async Task Where_the_ref_cannot_be_written_it_is_a_warning()
    {
        _workspace.WithConfig("""{ "suites": [ { "name": "load", "command": ["sh", "bench.sh"], "launches": 1 } ], "history": true }""");
        await _workspace.CommitAsync();
        // A ref of that name would have to be a folder.
        await _workspace.GitAsync("update-ref", "refs/perfgate", "HEAD");

        (await _workspace.RunAloneAsync("run")).Exits(0).Says("warning PG5013");
    }

    [Fact]
    public async Task What_failed_is_no_session()
    {
        _workspace.WithConfig("""{ "suites": [ { "name": "load", "command": ["sh", "bench.sh"], "launches": 1 } ], "history": true }""");
        await _workspace.CommitAsync();
        _workspace.With("work", "0");

        (await _workspace.RunAloneAsync("run")).Exits(3);

        Assert.Equal("", await _workspace.GitAsync("for-each-ref", "refs/perfgate"));
    }

    public void Dispose() => _workspace.Dispose();
}
