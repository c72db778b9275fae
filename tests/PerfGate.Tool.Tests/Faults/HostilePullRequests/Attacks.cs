using System.Text.Json.Nodes;

namespace PerfGate.Tool.Tests.Faults.HostilePullRequests;

/// <summary>Forty pull requests that mean no good, by what they try.</summary>
internal static class Attacks
{
    /// <summary>A text that is a command to somebody, wherever it is shown as it is.</summary>
    public const string Text = "x\n::error::INJECTED\r\n##vso[task.complete result=Succeeded]INJECTED\u001b[31m\u202e##teamcity[buildStatus]<script>INJECTED</script>[a](http://evil.example)@everyone`|]]>&%0A";

    private const string Named = "PG3016";

    private static readonly int[] Red = [1];
    private static readonly int[] Refused = [2];
    private static readonly int[] Failed = [3];
    private static readonly int[] Unusable = [4];
    private static readonly int[] GreenButNamed = [0];

    /// <summary>To read, write or delete what is not the repository's.</summary>
    public static Dictionary<string, Attack> OnFiles { get; } = new()
    {
        ["a suite's name leaves its folder"] = new(r => Suite(r)["name"] = "../../outside/folder", Refused, "PG1005"),
        ["a suite's name is a whole path"] = new(r => Suite(r)["name"] = "/etc/x", Refused, "PG1005"),
        ["a suite's name is its parent"] = new(r => Suite(r)["name"] = "..", Refused, "PG1005"),
        ["a framework is a property of the build"] = new(r => Suite(r)["framework"] = "net10.0;OutDir=../outside/folder", Refused, "PG1005"),
        ["the store is a folder outside"] = new(r => Store(r, "../outside/folder"), Red, Named, "PG4002"),
        ["the store is a database outside that is not there"] = new(r => Store(r, "sqlite:../outside/perf.db"), Red, Named, "PG4002"),
        ["the store is a file that is no database"] = new(r => Store(r, "sqlite:../outside/secret"), Unusable, "PG3002"),
        ["the store's address is in a file outside"] = new(r => Store(r, "postgres:@../outside/secret"), Refused, "PG1005"),
        ["the store is a server of theirs"] = new(r => Store(r, "postgres://x@127.0.0.1:1/x"), Unusable, "PG5003"),
        ["the baselines are a link to a folder outside"] = new(r => r.Link("baselines", "../outside/folder"), Red, Named, "PG4002"),
        ["a baseline is a link to a secret"] = new(r => r.Link("baselines/x.json", "../../outside/secret"), Unusable, "PG3002"),
        ["perfgate.json is a link to a secret"] = new(r => r.Link("perfgate.json", "../outside/secret"), Refused, "PG1003"),
        ["a calibration is a link to a secret"] = new(r => r.Link("baselines/calibration/x.json", "../../../outside/secret"), Unusable, "PG3020"),
        ["the report's folder is a link to a folder outside"] = new(r => r.Link("out", "../outside/folder"), Red, "PG1008", "leads out of the repository") { Options = ["--report", "json=out/mine.txt"] },
        ["the report is a link to a file outside"] = new(r => r.Link("out/r.json", "../../outside/home/.bashrc"), Red, "PG1008", "leads out of the repository") { Options = ["--report", "json=out/r.json"] },
        ["the artifacts are a link to a folder outside"] = new(r => r.Link("art", "../outside/empty"), Refused, "PG1001", "leads out of the repository") { Options = ["--artifacts", "art"] },
        ["a launch's artifacts are a link to a folder outside"] = new(r => r.Link("art/load/launch-01", "../../../outside/folder"), Refused, "PG1001") { Options = ["--artifacts", "art"] },
    };

    /// <summary>To be green with three times the allocation.</summary>
    public static Dictionary<string, Attack> OnTheGate { get; } = new()
    {
        ["nothing besides"] = new(_ => { }, Red, "PG4002"),
        ["a narrower filter"] = new(r => Suite(r)["filter"] = "none", Failed, "PG2002"),
        ["a filter that leaves one out"] = new(r => Suite(r)["filter"] = "a", Red, Named, "PG3019"),
        ["the suite is renamed"] = new(r => Suite(r)["name"] = "other", Red, Named, "PG3019", "PG4002"),
        ["the suite is replaced"] = new(r => r.Configure(json => json["suites"] = JsonNode.Parse("""[ { "name": "x", "command": ["sh", "-c", "echo '{\"benchmark\": \"z\", \"unit\": \"ms\", \"value\": 1}' >> $PERFGATE_OUTPUT"], "launches": 1 } ]""")), GreenButNamed, Named, "PG3019"),
        ["the store is moved"] = new(r => Store(r, "elsewhere"), Red, Named, "PG4002"),
        ["the baselines are removed"] = new(r => Directory.Delete(r.PathOf("baselines"), recursive: true), Red, Named, "PG4002"),
        ["no baseline is required"] = new(r => { Directory.Delete(r.PathOf("baselines"), recursive: true); r.Configure(json => json["baselines"] = JsonNode.Parse("""{ "required": false }""")); }, Red, Named, "PG4002"),
        ["the stored values are raised"] = new(r => r.EditBaseline(Raise, seals: false), Unusable, "PG3022"),
        ["the stored values are raised, and sealed"] = new(r => r.EditBaseline(Raise), GreenButNamed, Named),
        ["the stored commit is a branch"] = new(r => r.EditBaseline(session => session["commit"] = "HEAD"), Red, Named, "PG4002"),
        ["the stored commit is another one"] = new(r => r.EditBaseline(session => session["commit"] = new string('0', 40)), Red, Named, "PG4002"),
        ["the baseline is said to be another machine's"] = new(r => r.EditBaseline(session => session["host"]!["processor"] = "Other"), Red, Named, "PG3014", "PG4002"),
        ["a benchmark of the baseline is forgotten"] = new(r => r.EditBaseline(session => session["benchmarks"]!.AsObject().Remove("b")), Red, Named),
        ["nothing is gated"] = new(r => r.Configure(json => json["benchmarks"] = JsonNode.Parse("""[ { "match": "*", "gate": false } ]""")), GreenButNamed, Named, "PG4017"),
        ["the metric is not gated"] = new(r => r.Configure(json => json["metrics"]![0]!["gate"] = false), GreenButNamed, Named, "PG4017"),
        ["the metric is of another meaning"] = new(r => r.Configure(json => json["metrics"]![0]!["direction"] = "higherIsBetter"), Red, Named, "PG4002"),
        ["the minimum effect is a hundred times"] = new(r => r.Configure(json => json["policy"] = JsonNode.Parse("""{ "minimumEffect": 100 }""")), Red, Named, "PG4002"),
        ["the tolerance is a hundred times"] = new(r => r.Configure(json => json["metrics"]![0]!["tolerance"] = 100), GreenButNamed, Named),
        ["what is lost passes, and a benchmark is lost"] = new(r =>
        {
            r.Write("bench.sh", File.ReadAllText(r.PathOf("bench.sh")).Replace("for name in a b", "for name in a", StringComparison.Ordinal));
            r.Configure(json => json["policy"] = JsonNode.Parse("""{ "onMissing": "pass" }"""));
        }, Red, Named, "PG2006", "PG4002"),
        ["both benchmarks get new names"] = new(r => r.Write("bench.sh", File.ReadAllText(r.PathOf("bench.sh")).Replace("for name in a b", "for name in c d", StringComparison.Ordinal)), Failed, "PG2013", "PG2006"),
        ["it accepts itself"] = new(r => r.Configure(json => json["accepted"] = JsonNode.Parse("""[ { "benchmark": "*", "metric": "bytes", "upTo": 100, "reason": "x", "until": "2199-01-01" } ]""")), GreenButNamed, Named, "PG4009"),
        ["a rename gives the baseline's names away"] = new(r => r.Configure(json => json["renames"] = JsonNode.Parse("""[ { "from": "a", "to": "z" } ]""")), Failed, Named, "PG2006"),
        ["git is told to ignore the baselines"] = new(r => { r.Write(".gitignore", "baselines/\nperfgate.json\n"); r.EditBaseline(Raise); }, GreenButNamed, Named),
        ["git is told that the baselines are binary"] = new(r => { r.Write(".gitattributes", "* binary -diff filter=x diff=x\n"); r.EditBaseline(Raise); }, GreenButNamed, Named),
        ["perfgate.json is removed"] = new(r => File.Delete(r.PathOf("perfgate.json")), Refused, "PG1002"),
    };

    /// <summary>To say something in PerfGate's name, or to learn a secret.</summary>
    public static Dictionary<string, Attack> OnTexts { get; } = new()
    {
        ["in a benchmark's name"] = new(r => Output(r, "benchmark", Text), Failed, "PG2017"),
        ["in a metric's name"] = new(r => Output(r, "metric", Text), Failed, "PG2017"),
        ["in a unit"] = new(r => Output(r, "unit", Text), Failed, "PG2017"),
        ["in the environment"] = new(r => r.Write("bench.sh", $"{File.ReadAllText(r.PathOf("bench.sh"))}\ncat >> $PERFGATE_OUTPUT <<'END'\n{new JsonObject { ["environment"] = new JsonObject { ["processor"] = Text, ["os"] = Text } }.ToJsonString()}\nEND\n"), Red, "PG3014", "PG4002"),
        ["in what the suite prints as it fails"] = new(r => r.Write("bench.sh", $"cat <<'END'\n{Text}\nEND\ncat >&2 <<'END'\n{Text}\nEND\nexit 1\n"), Failed, "PG2012"),
        ["in a suite's name"] = new(r => Suite(r)["name"] = Text, Refused, "PG1005"),
        ["in a ratio's name"] = new(r => r.Configure(json => json["ratios"] = new JsonArray(new JsonObject { ["name"] = Text, ["numerator"] = "a", ["denominator"] = "b" })), Red, Named, "PG4002"),
        ["in the reason of an acceptance"] = new(r => r.Configure(json => json["accepted"] = new JsonArray(new JsonObject { ["benchmark"] = "*", ["metric"] = "bytes", ["upTo"] = 100, ["reason"] = Text, ["by"] = Text, ["until"] = "2199-01-01" })), Refused, "PG1005"),
        ["in an unknown key"] = new(r => r.Configure(json => json[Text] = 1), Refused, "PG1004"),
        ["in what is stored"] = new(r => r.EditBaseline(session => { session["tool"] = Text; session["anchor"] = Text; session["host"]!["processor"] = Text; }), Red, Named, "PG4002"),
        ["in the name of a file"] = new(r => r.Write("baselines/\u001b[31m::error::INJECTED.json", "{"), Unusable, "PG3002"),
    };

    private static void Raise(JsonNode session)
    {
        foreach (var name in (string[])["a", "b"])
        {
            session["benchmarks"]![name]!["bytes"]!["launches"] = new JsonArray(new JsonArray(300), new JsonArray(300));
        }
    }

    private static SuiteChange Suite(HostileRepository repository) => new(repository);

    private static void Store(HostileRepository repository, string path) => repository.Configure(json => json["baselines"] = new JsonObject { ["path"] = path });

    private static void Output(HostileRepository repository, string key, string value)
    {
        var record = new JsonObject { ["benchmark"] = "c", ["metric"] = "bytes", ["unit"] = "B", ["kind"] = "exact", ["value"] = 1 };
        record[key] = value;
        repository.Write("bench.sh", $"{File.ReadAllText(repository.PathOf("bench.sh"))}\ncat >> $PERFGATE_OUTPUT <<'END'\n{record.ToJsonString()}\nEND\n");
    }

    /// <summary>Sets a key of the only suite.</summary>
    private sealed class SuiteChange(HostileRepository repository)
    {
        public string this[string key]
        {
            set => repository.Configure(json => json["suites"]![0]![key] = value);
        }
    }
}
