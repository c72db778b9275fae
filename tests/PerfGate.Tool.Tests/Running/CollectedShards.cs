using System.Text.Json.Nodes;

namespace PerfGate.Tool.Tests.Running;

/// <summary>The files of shards.</summary>
internal sealed record CollectedShards(string Folder)
{
    /// <summary>The file of a shard.</summary>
    public string this[int number] => Assert.Single(Directory.GetFiles(Folder, $"*-shard-{number}-of-*.json"));

    /// <summary>The number of the shard that measured a benchmark.</summary>
    public int Of(string benchmark) => Enumerable.Range(1, 3).Single(number => File.ReadAllText(this[number]).Contains($"\"{benchmark}\"", StringComparison.Ordinal));

    /// <summary>Changes the session of a shard.</summary>
    public CollectedShards Edit(int number, Action<JsonNode> edit) => EditFile(this[number], edit);

    /// <summary>Changes the session of the shard that measured a benchmark.</summary>
    public CollectedShards EditOf(string benchmark, Action<JsonNode> edit) => Edit(Of(benchmark), edit);

    /// <summary>Changes the sessions of all shards.</summary>
    public CollectedShards EditAll(Action<JsonNode> edit) => Enumerable.Range(1, 3).Aggregate(this, (shards, number) => shards.Edit(number, edit));

    /// <summary>Multiplies the times of a benchmark.</summary>
    public CollectedShards SlowDown(string benchmark, double factor) => EditOf(benchmark, session => Multiply(session, benchmark, factor));

    /// <summary>Multiplies the times of a benchmark of a session.</summary>
    public static void Multiply(JsonNode session, string benchmark, double factor)
    {
        foreach (var launch in session["benchmarks"]![benchmark]!["time"]!["launches"]!.AsArray())
        {
            for (var i = 0; i < launch!.AsArray().Count; i++)
            {
                launch[i] = launch[i]!.GetValue<double>() * factor;
            }
        }
    }

    private CollectedShards EditFile(string path, Action<JsonNode> edit)
    {
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        edit(json["sessions"]![0]!);
        File.WriteAllText(path, Sealed.Again(json).ToJsonString());
        return this;
    }
}
