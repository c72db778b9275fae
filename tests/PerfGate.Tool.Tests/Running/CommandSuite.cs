using System.Text.Json.Nodes;

namespace PerfGate.Tool.Tests.Running;

/// <summary>A real git repository whose suite is a script, committed, and a baseline of that commit.</summary>
internal sealed class CommandSuite : IDisposable
{
    public Workspace Workspace { get; } = new();

    public static async Task<CommandSuite> NewAsync()
    {
        var suite = new CommandSuite();
        suite.Workspace
            .With("work", "20")
            .With(".gitignore", "built\n")
            .WithConfig("""
                {
                  "suites": [ { "name": "load", "command": ["./bench.sh", "--fast"], "build": ["sh", "-c", "cp work built"], "launches": 5 } ],
                  "policy": { "alpha": 0.05, "minimumEffect": 0.5 }
                }
                """);
        // It stays executable.
        File.Copy(Repository.Sample("Command", "bench.sh"), suite.Workspace.PathOf("bench.sh"));
        await suite.Workspace.CommitAsync();
        (await suite.Workspace.RunAloneAsync("baseline", "update")).Exits(0);
        return suite;
    }

    /// <summary>A repository with a script of one suite, without git and without a baseline.</summary>
    public static Workspace NewScript(string script, int launches = 1, string[]? command = null, string[]? build = null)
    {
        var suite = new JsonObject
        {
            ["name"] = "load",
            ["command"] = new JsonArray([.. (command ?? ["sh", "bench.sh", "{output}"]).Select(word => JsonValue.Create(word))]),
            ["launches"] = launches,
        };
        if (build is not null)
        {
            suite["build"] = new JsonArray([.. build.Select(word => JsonValue.Create(word))]);
        }

        return new Workspace().With("bench.sh", script).WithConfig(new JsonObject { ["suites"] = new JsonArray(suite) }.ToJsonString());
    }

    public void Dispose() => Workspace.Dispose();
}
