using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Stores;

/// <summary>A repository of suites that measure nothing, whose baselines are in a store.</summary>
internal sealed class StoredSuite : IDisposable
{
    // Where a file says so, the second launch from then on tells that it runs, and waits.
    private const string Script = """
        #!/bin/sh
        if [ -e pause ]; then
          echo x >> starts
          if [ "$(wc -l < starts)" -eq 2 ]; then
            touch paused
            while [ ! -e go ]; do sleep 0.05; done
          fi
        fi
        echo "{\"benchmark\": \"$1\", \"metric\": \"allocated\", \"unit\": \"B\", \"kind\": \"exact\", \"value\": $(cat value)}" >> $PERFGATE_OUTPUT
        echo "{\"benchmark\": \"$1\", \"unit\": \"ms\", \"value\": 20}" >> $PERFGATE_OUTPUT
        """;

    private readonly string _store;

    public StoredSuite(string store, params string[] suites)
    {
        _store = store;
        Workspace = new Workspace().With("bench.sh", Script).With("value", "100").WithConfig(new JsonObject
        {
            ["suites"] = new JsonArray([.. suites.Select(suite => new JsonObject
            {
                ["name"] = suite,
                ["command"] = new JsonArray("sh", "bench.sh", suite),
                ["launches"] = 1,
            })]),
        }.ToJsonString());
    }

    public Workspace Workspace { get; }

    /// <summary>From now on what is measured is added to the history.</summary>
    public void KeepHistory()
    {
        var config = JsonNode.Parse(File.ReadAllText(Workspace.PathOf("perfgate.json")))!;
        config["history"] = true;
        Workspace.With("perfgate.json", config);
    }

    /// <summary>The environment of a process that uses the store.</summary>
    /// <param name="store">Another address of it, such as another role's; null for the usual one.</param>
    public Dictionary<string, string> Variables(string? store = null) => new(TemporaryFolder.Of(Workspace.PathOf(".tmp"))) { ["PERFGATE_STORE"] = store ?? _store };

    /// <summary>Runs the tool with the store.</summary>
    public Task<CliResult> RunAsync(params string[] arguments) => Cli.RunAsync(Workspace.Folder, Variables(), arguments);

    /// <summary>Runs the tool with the store as another one comes to it.</summary>
    public Task<CliResult> RunAsAsync(string store, params string[] arguments) => Cli.RunAsync(Workspace.Folder, Variables(store), arguments);

    /// <summary>Starts the tool with the store.</summary>
    public RunningProcess Start(params string[] arguments) => Cli.Start(Workspace.Folder, Variables(), arguments);

    public void Dispose() => Workspace.Dispose();
}
