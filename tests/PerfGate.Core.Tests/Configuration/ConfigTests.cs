using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;
using PerfGate.Configuration;
using PerfGate.Diagnostics;
using PerfGate.Policies;
using PerfGate.Studies;

namespace PerfGate.Core.Tests.Configuration;

public class ConfigTests
{
    private const string SchemaPath = "tool/PerfGate.Core/Configuration/perfgate.schema.json";

    internal const string Full = """
        {
          "$schema": "x",
          "suites": [ { "name": "s", "project": "p", "framework": "net10.0", "filter": "*A*", "isolation": "inProcess", "launches": 3, "quickLaunches": 2, "launchTimeout": "90s", "arguments": ["--x"] },
            { "name": "c", "command": ["./c", "a"], "build": ["make"], "filter": "*D*", "launches": 8, "launchTimeout": "2m" } ],
          "baselines": { "path": "b", "required": false, "sessions": 2 },
          "policy": { "alpha": 0.05, "minimumEffect": 0.1, "onInconclusive": "fail", "onMissing": "warn", "onNew": "warn", "onRatio": "pass", "onOtherMachine": "show", "resolution": 0.2 },
          "metrics": [ { "name": "K", "kind": "sampled", "unit": "u", "direction": "higherIsBetter", "minimumEffect": 0.2, "tolerance": 0.3, "gate": false } ],
          "benchmarks": [ { "match": "*B*", "minimumEffect": 0.4, "tolerance": 0.5, "gate": false } ],
          "ratios": [ { "name": "r", "numerator": "L", "denominator": "E" } ],
          "accepted": [ { "benchmark": "*C*", "metric": "K", "upTo": 0.15, "reason": "why", "by": "Ada", "since": "2026-01-01", "until": "2026-12-31" } ],
          "renames": [ { "from": "Old.Type", "to": "New.Type" } ],
          "anchor": { "minimumEffect": 0.25, "onCreep": "warn" },
          "history": true,
          "study": {
            "title": "t", "base": "Old", "minimumEffect": 0.15,
            "arms": [ { "suffix": "Old", "name": "E0", "description": "d" }, { "suffix": "New" } ],
            "pairs": [ { "arm": "Old", "against": "New" } ]
          }
        }
        """;

    [Theory]
    [InlineData("""{ "suites": [ { "project": "p", "filter": ["*A*", "*B*"] } ] }""", "*A* *B*")]
    [InlineData("""{ "suites": [ { "project": "p", "filter": null } ] }""", "*")]
    [InlineData("""{ "suites": [ { "name": "n", "command": ["c"], "filter": ["*A*"] } ] }""", "*A*")]
    public void A_filter_may_be_a_list(string json, string filters) => Assert.Equal(filters.Split(' '), ConfigReader.Read("f", Encoding.UTF8.GetBytes(json)).Suites[0].Filters);

    [Theory]
    [InlineData("""{ "suites": { "project": "p" } }""", "$.suites", "\"suites\" takes a list of objects, and this is an object in braces")]
    [InlineData("""{ "suites": [ "p" ] }""", "$.suites[0]", "each of \"suites\" takes an object in braces, and this is a text")]
    [InlineData("""{ "suites": [ { "project": ["p"] } ] }""", "$.suites[0].project", "\"project\" takes a text, and this is a list")]
    [InlineData("""{ "suites": [ { "project": "p", "launches": "10" } ] }""", "$.suites[0].launches", "\"launches\" takes a whole number, and this is a text")]
    [InlineData("""{ "suites": [ { "project": "p", "launches": 2.5 } ] }""", "$.suites[0].launches", "takes a whole number, and this is a number with a fraction")]
    [InlineData("""{ "suites": [ { "project": "p", "arguments": "--x 1" } ] }""", "$.suites[0].arguments", "\"arguments\" takes a list of texts, and this is a text")]
    [InlineData("""{ "suites": [ { "project": "p", "arguments": [1] } ] }""", "$.suites[0].arguments[0]", "each of \"arguments\" takes a text, and this is a whole number")]
    [InlineData("""{ "suites": [ { "project": "p", "filter": 3 } ] }""", "$.suites[0].filter", "\"filter\" takes a text or a list of texts, and this is a whole number")]
    [InlineData("""{ "suites": [ { "project": "p", "filter": ["a", {}] } ] }""", "$.suites[0].filter[1]", "a filter is a text, and this is an object in braces")]
    [InlineData("""{ "suites": [ { "project": "p", "filter": [] } ] }""", "$.suites[0].filter", "takes a text or a list of texts")]
    [InlineData("""{ "suites": [ { "name": "n", "command": "./bench.sh --fast" } ] }""", "$.suites[0].command", "\"command\" takes a list of texts, and this is a text")]
    [InlineData("""{ "suites": [ { "project": "p" } ], "policy": "strict" }""", "$.policy", "\"policy\" takes an object in braces, and this is a text")]
    [InlineData("""{ "suites": [ { "project": "p" } ], "policy": { "alpha": "1%" } }""", "$.policy.alpha", "\"alpha\" takes a number, and this is a text")]
    [InlineData("""{ "suites": [ { "project": "p" } ], "baselines": { "required": "no" } }""", "$.baselines.required", "\"required\" takes true or false, and this is a text")]
    [InlineData("""/* comment */ [ { "project": "p" }, ]""", "$", "the file takes an object in braces, and this is a list")]
    public void A_value_of_the_wrong_kind_is_described_in_words(string json, string place, string said)
    {
        var diagnostic = Assert.Throws<PerfGateException>(() => ConfigReader.Read("perfgate.json", Encoding.UTF8.GetBytes(json))).Diagnostic;

        Assert.Equal((DiagnosticCode.PG1005, $"at {place}"), (diagnostic.Code, diagnostic.Evidence));
        Assert.Contains(said, diagnostic.Fact, StringComparison.Ordinal);
        Assert.NotNull(diagnostic.Remedy);
        Assert.DoesNotMatch(@"System|PerfGate\.|Json[A-Z]|\[\]", diagnostic.ToString());
    }

    [Fact]
    public void Every_value_arrives()
    {
        var config = Read(Full);

        Assert.Equal(2, config.Suites.Length);
        var suite = config.Suites[0];
        Assert.Equal(("s", "p", "net10.0", "*A*", Isolation.InProcess, 3, 2, "--x"), (
            suite.Name, suite.Project, suite.Framework, suite.Filters.Single(), suite.Isolation, suite.Launches, suite.QuickLaunches, suite.Arguments.Single()));
        Assert.Equal(TimeSpan.FromSeconds(90), suite.LaunchTimeout);
        var command = config.Suites[1];
        Assert.Equal(("c", null, "*D*", Isolation.InProcess, 8, 2), (
            command.Name, command.Project, command.Filters.Single(), command.Isolation, command.Launches, command.QuickLaunches));
        Assert.Equal(TimeSpan.FromMinutes(2), command.LaunchTimeout);
        Assert.Equal([["./c", "a"], ["make"]], [command.Command!.Start, command.Command.Build]);
        Assert.Equal(new BaselineConfig("b", false, 2), config.Baselines);
        var policy = config.Policy;
        Assert.Equal((0.05, 0.1), (policy.Alpha, policy.MinimumEffect));
        Assert.Equal(
            (PolicyAction.Fail, PolicyAction.Warn, PolicyAction.Warn, PolicyAction.Pass),
            (policy.OnInconclusive, policy.OnMissing, policy.OnNew, policy.OnRatio));
        Assert.Equal((OnOtherMachine.Show, 0.2), (policy.OnOtherMachine, policy.Resolution));
        var rule = policy.RuleFor(Make.Id("A"), policy.Metrics.Single().Metric);
        Assert.Equal((0.2, 0.3, false), (rule.MinimumEffect, rule.Tolerance, rule.IsGated));
        var exception = policy.RuleFor(Make.Id("xBx"), policy.Metrics.Single().Metric);
        Assert.Equal((0.4, 0.5, false), (exception.MinimumEffect, exception.Tolerance, exception.IsGated));
        Assert.Equal(new Acceptance(new Glob("*C*"), "K", 0.15, "why", "Ada", new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31)), policy.Accepted.Single());
        Assert.Equal(new Rename("Old.Type", "New.Type"), policy.Renames.Single());
        Assert.Equal((0.25, PolicyAction.Warn), (policy.AnchorEffect, policy.OnCreep));
        Assert.True(config.KeepsHistory);
        var study = config.Study!;
        Assert.Equal(("t", 0.15), (study.Title, study.MinimumEffect));
        Assert.Equal([new StudyArm("Old", "E0", "d"), new StudyArm("New", "New")], study.Arms);
        Assert.Equal((study.Arms[0], new StudyPair(study.Arms[0], study.Arms[1])), (study.Base, study.Pairs.Single()));
        Assert.Equal("Suite.Type.AddE(N: 1)", policy.Ratios.Single().PartnerOf(Make.Id("AddL(N: 1)"))!.ToString());
    }

    [Fact]
    public void A_project_is_all_that_is_needed()
    {
        var config = Read("""{ "suites": [ { "project": "bench/My.Benchmarks/" } ], /* comments and */ }""");

        Assert.Equal(("My.Benchmarks", "*", Isolation.Process, 10), (
            config.Suites[0].Name, config.Suites[0].Filters.Single(), config.Suites[0].Isolation, config.Suites[0].Launches));
        Assert.True(config.Baselines.IsRequired);
        Assert.Null(config.Study);
    }

    [Fact]
    public void A_study_has_the_minimum_effect_of_the_policy_where_it_gives_none() =>
        Assert.Equal(0.1, Read(Full.Replace(", \"minimumEffect\": 0.15", "", StringComparison.Ordinal)).Study!.MinimumEffect);

    [Theory]
    [InlineData("\"suites\"", "\"suits\"", "suites")]
    [InlineData("\"project\"", "\"projekt\"", "project")]
    [InlineData("\"required\"", "\"require\"", "required")]
    [InlineData("\"minimumEffect\": 0.1", "\"minEffect\": 0.1", "minimumEffect")]
    [InlineData("\"tolerance\": 0.3", "\"tolerence\": 0.3", "tolerance")]
    [InlineData("\"match\"", "\"matches\"", "match")]
    [InlineData("\"numerator\"", "\"numerater\"", "numerator")]
    [InlineData("\"upTo\"", "\"upto\"", "upTo")]
    [InlineData("\"from\"", "\"form\"", "from")]
    [InlineData("\"onCreep\"", "\"onCrept\"", "onCreep")]
    [InlineData("\"title\"", "\"titel\"", "title")]
    [InlineData("\"suffix\": \"New\"", "\"sufix\": \"New\"", "suffix")]
    [InlineData("\"against\"", "\"agianst\"", "against")]
    public void An_unknown_key_is_an_error_with_the_nearest_known_name(string from, string to, string nearest)
    {
        var diagnostic = Refused(Full.Replace(from, to, StringComparison.Ordinal));

        Assert.Equal(DiagnosticCode.PG1004, diagnostic.Code);
        Assert.Contains($"'{nearest}'", diagnostic.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"alpha\": 0.05", "\"alpha\": 0")]
    [InlineData("\"alpha\": 0.05", "\"alpha\": 0.6")]
    [InlineData("\"minimumEffect\": 0.1", "\"minimumEffect\": -0.1")]
    [InlineData("\"launches\": 3", "\"launches\": 0")]
    [InlineData("\"90s\"", "\"90\"")]
    [InlineData("\"90s\"", "\"0s\"")]
    [InlineData("\"sessions\": 2", "\"sessions\": 0")]
    [InlineData("\"inProcess\"", "\"InProcess\"")]
    [InlineData("\"fail\"", "\"explode\"")]
    [InlineData("\"project\": \"p\"", "\"project\": \" \"")]
    [InlineData("\"tolerance\": 0.5", "\"tolerance\": -1")]
    [InlineData("\"name\": \"c\", ", "")]
    [InlineData("\"name\": \"c\", ", "\"name\": \"c\", \"project\": \"p\", ")]
    [InlineData("\"name\": \"c\", ", "\"name\": \"c\", \"isolation\": \"process\", ")]
    [InlineData("\"name\": \"c\", ", "\"name\": \"c\", \"framework\": \"net10.0\", ")]
    [InlineData("\"name\": \"c\", ", "\"name\": \"c\", \"arguments\": [], ")]
    [InlineData("[\"./c\", \"a\"]", "[]")]
    [InlineData("[\"./c\", \"a\"]", "[\" \"]")]
    [InlineData("[\"./c\", \"a\"]", "[\"./c\", null]")]
    [InlineData("[\"./c\", \"a\"]", "\"./c a\"")]
    [InlineData("\"command\": [\"./c\", \"a\"], ", "")]
    [InlineData("[\"make\"]", "[]")]
    [InlineData("\"benchmarks\": [", "\"benchmarks\": [ null, ")]
    [InlineData("\"upTo\": 0.15, ", "")]
    [InlineData("\"upTo\": 0.15", "\"upTo\": -0.1")]
    [InlineData("\"reason\": \"why\"", "\"reason\": \" \"")]
    [InlineData(", \"until\": \"2026-12-31\"", "")]
    [InlineData("\"2026-12-31\"", "\"31.12.2026\"")]
    [InlineData("\"2026-12-31\"", "\"2025-12-31\"")]
    [InlineData("\"Old.Type\"", "\"New.Type\"")]
    [InlineData("\"Old.Type\"", "\"Old.*\"")]
    [InlineData("\"renames\": [", "\"renames\": [ { \"from\": \"[v1]\", \"to\": \"v2\" }, ")]
    [InlineData("\"renames\": [", "\"renames\": [ { \"from\": \"v1\", \"to\": \"[v2]\" }, ")]
    [InlineData("\"renames\": [", "\"renames\": [ { \"from\": \"[]\", \"to\": \"[v2]\" }, ")]
    [InlineData("\"renames\": [", "\"renames\": [ { \"from\": \"Other\", \"to\": \"New.Type\" }, ")]
    [InlineData("\"renames\": [", "\"renames\": [ { \"from\": \"Old.Type\", \"to\": \"Other\" }, ")]
    [InlineData("\"minimumEffect\": 0.25", "\"minimumEffect\": -1")]
    [InlineData("\"minimumEffect\": 0.15", "\"minimumEffect\": -1")]
    [InlineData("\"title\": \"t\"", "\"title\": \" \"")]
    [InlineData("\"base\": \"Old\", ", "")]
    [InlineData("\"base\": \"Old\"", "\"base\": \"Older\"")]
    [InlineData("\"suffix\": \"New\"", "\"suffix\": \"Old\"")]
    [InlineData("\"suffix\": \"New\"", "\"suffix\": \"\"")]
    [InlineData("\"suffix\": \"New\"", "\"suffix\": \"New\", \"name\": \"E0\"")]
    [InlineData(", { \"suffix\": \"New\" }", "")]
    [InlineData("\"against\": \"New\"", "\"against\": \"Newer\"")]
    [InlineData("\"against\": \"New\"", "\"against\": \"Old\"")]
    [InlineData("\"suites\": [", "\"suites\": [ { \"name\": \"s\", \"project\": \"q\" }, ")]
    public void A_value_out_of_range_is_an_error(string from, string to) =>
        Assert.Equal(DiagnosticCode.PG1005, Refused(Full.Replace(from, to, StringComparison.Ordinal)).Code);

    [Fact]
    public void Two_rules_for_one_metric_are_an_error_that_names_it()
    {
        var diagnostic = Refused(Full.Replace("\"metrics\": [", "\"metrics\": [ { \"name\": \"K\" }, ", StringComparison.Ordinal));

        Assert.Equal(DiagnosticCode.PG1005, diagnostic.Code);
        Assert.Contains("'K'", diagnostic.Fact, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"suites\": 3 }")]
    [InlineData("{ \"policy\": { \"alpha\": \"small\" } }")]
    [InlineData("{ \"policy\": { \"alpha\": 0.1, \"alpha\": 0.2 } }")]
    public void A_value_of_the_wrong_type_or_given_twice_is_an_error(string json) => Assert.Equal(DiagnosticCode.PG1005, Refused(json).Code);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    public void What_cannot_be_read_is_an_error_that_says_what_to_do(string json)
    {
        var diagnostic = Refused(json);

        Assert.Equal(DiagnosticCode.PG1003, diagnostic.Code);
        Assert.StartsWith("Correct the JSON", diagnostic.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_shipped_schema_accepts_what_the_tool_accepts()
    {
        var schema = await JsonSchema.FromFileAsync(Repository.PathOf(SchemaPath), TestContext.Current.CancellationToken);

        Assert.Empty(schema.Validate(Full));
        Assert.Empty(schema.Validate(Repository.Read("perfgate.json")));
        Assert.NotEmpty(schema.Validate("""{ "suites": [ { "project": "p" } ], "polisy": {} }"""));
        Assert.NotEmpty(schema.Validate("""{ "suites": [ { "name": "c", "project": "p", "command": ["c"] } ] }"""));
        Assert.NotEmpty(schema.Validate("""{ "suites": [ { "command": ["c"] } ] }"""));
        Assert.NotEmpty(schema.Validate("""{ "suites": [ { "project": "p", "isolation": "InProcess" } ] }"""));
    }

    [Fact]
    public void The_shipped_schema_knows_exactly_the_keys_that_the_tool_knows()
    {
        var schema = JsonNode.Parse(Repository.Read(SchemaPath))!;
        var documented = KeysOf(schema["properties"]!)
            .Concat(((JsonObject)schema["definitions"]!).SelectMany(d => KeysOf(d.Value!["properties"])));
        var known = KeysOfFull(JsonNode.Parse(Full)!);

        Assert.Equal(known.Distinct().Order(), documented.Distinct().Order());
    }

    [Fact]
    public void The_configuration_of_this_repository_is_read() => Assert.NotEmpty(Read(Repository.Read("perfgate.json")).Suites);

    private static IEnumerable<string> KeysOf(JsonNode? properties) => properties is not JsonObject o
        ? []
        : o.SelectMany(p => KeysOf(p.Value?["properties"]).Append(p.Key));

    private static IEnumerable<string> KeysOfFull(JsonNode node) => node switch
    {
        JsonObject o => o.SelectMany(p => KeysOfFull(p.Value!).Append(p.Key)),
        JsonArray a => a.Where(item => item!.GetValueKind() == JsonValueKind.Object).SelectMany(item => KeysOfFull(item!)),
        _ => [],
    };

    private static PerfGateConfig Read(string json) => ConfigReader.Read("perfgate.json", Encoding.UTF8.GetBytes(json));

    private static Diagnostic Refused(string json) => Assert.Throws<PerfGateException>(() => Read(json)).Diagnostic;
}
