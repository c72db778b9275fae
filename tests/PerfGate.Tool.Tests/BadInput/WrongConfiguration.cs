using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.BadInput;

public class WrongConfiguration
{
    [Theory]
    [InlineData("""{ "suits": [] }""", "$.suits", "suites")]
    [InlineData("""{ "suites": [ { "project": "a", "lunches": 3 } ] }""", "$.suites[0].lunches", "launches")]
    [InlineData("""{ "suites": [ { "project": "a" } ], "baselines": { "paths": "b" } }""", "$.baselines.paths", "path")]
    [InlineData("""{ "suites": [ { "project": "a" } ], "policy": { "minimalEffect": 0.1 } }""", "$.policy.minimalEffect", "minimumEffect")]
    [InlineData("""{ "suites": [ { "project": "a" } ], "metrics": [ { "name": "m", "tolerence": 1 } ] }""", "$.metrics[0].tolerence", "tolerance")]
    [InlineData("""{ "suites": [ { "project": "a" } ], "benchmarks": [ { "mach": "*" } ] }""", "$.benchmarks[0].mach", "match")]
    [InlineData("""{ "suites": [ { "project": "a" } ], "ratios": [ { "numerater": "A" } ] }""", "$.ratios[0].numerater", "numerator")]
    [InlineData("""{ "Suites": [] }""", "$.Suites", "suites")]
    public async Task An_unknown_key_is_refused_with_the_nearest_known_one(string json, string path, string nearest)
    {
        using var workspace = StoredBaseline.NewWorkspace(text => text).WithConfig(json);

        (await workspace.RefusesAsync(2, "PG1004", "check")).Says(path, $"Did you mean '{nearest}'?");
    }

    [Theory]
    [InlineData("""{ "suites": [] }""", "no suite")]
    [InlineData("{}", "no suite")]
    [InlineData("""{ "suites": [ null ] }""", "$.suites[0]")]
    [InlineData("""{ "suites": [ {} ] }""", "$.suites[0].project")]
    [InlineData("""{ "suites": [ { "project": " " } ] }""", "$.suites[0].project")]
    [InlineData("""{ "suites": [ { "project": "a" }, { "project": "b/a" } ] }""", "'a'")]
    [InlineData("""{ "suites": [ { "project": "a" }, { "project": "b/A" } ] }""", "'a'")]
    [InlineData("""{ "suites": [ { "project": "a", "name": "../../victim" } ] }""", "$.suites[0].name")]
    [InlineData("""{ "suites": [ { "project": "a", "name": "/etc" } ] }""", "$.suites[0].name")]
    [InlineData("""{ "suites": [ { "project": "a", "name": ".." } ] }""", "$.suites[0].name")]
    [InlineData("""{ "suites": [ { "project": ".." } ] }""", "$.suites[0].project")]
    [InlineData("""{ "suites": [ { "name": "a/b", "command": ["x"] } ] }""", "$.suites[0].name")]
    [InlineData("""{ "suites": [ { "project": "a\u0000b" } ] }""", "$.suites[0].project")]
    [InlineData("""{ "suites": [ { "project": "a", "framework": "net10.0;Configuration=Debug" } ] }""", "$.suites[0].framework")]
    [InlineData("""{ "suites": [ { "project": "a", "framework": "" } ] }""", "$.suites[0].framework")]
    [InlineData("""{ "suites": [ { "project": "a", "launches": 0 } ] }""", "$.suites[0].launches")]
    [InlineData("""{ "suites": [ { "project": "a", "launches": "three" } ] }""", "$.suites[0].launches")]
    [InlineData("""{ "suites": [ { "project": "a", "launches": 2.5 } ] }""", "$.suites[0].launches")]
    [InlineData("""{ "suites": [ { "project": "a", "quickLaunches": -1 } ] }""", "$.suites[0].quickLaunches")]
    [InlineData("""{ "suites": [ { "project": "a", "isolation": "none" } ] }""", "process, inProcess")]
    [InlineData("""{ "suites": [ { "project": "a", "arguments": [ null ] } ] }""", "$.suites[0].arguments")]
    [InlineData("""{ "suites": [ { "project": "a" } ], "policy": { "alpha": 0 } }""", "$.policy.alpha")]
    [InlineData("""{ "suites": [ { "project": "a" } ], "policy": { "alpha": 1e999 } }""", "$.policy.alpha")]
    [InlineData("""{ "suites": [ { "project": "a" } ], "policy": { "minimumEffect": -0.01 } }""", "$.policy.minimumEffect")]
    [InlineData("""{ "suites": [ { "project": "a" } ], "policy": { "onMissing": "ignore" } }""", "Use one of pass, warn, fail")]
    [InlineData("""{ "suites": [ { "project": "a" } ], "metrics": [ { "kind": "exact" } ] }""", "$.metrics[0].name")]
    [InlineData("""{ "suites": [ { "project": "a" } ], "benchmarks": [ { "match": "*", "tolerance": -1 } ] }""", "$.benchmarks[0].tolerance")]
    [InlineData("""{ "suites": [ { "project": "a" } ], "ratios": [ { "numerator": "A" } ] }""", "$.ratios[0].denominator")]
    [InlineData("""{ "suites": [ { "project": "a" } ], "baselines": { "sessions": 0 } }""", "$.baselines.sessions")]
    public async Task A_value_out_of_range_is_refused_with_its_place(string json, string evidence)
    {
        using var workspace = StoredBaseline.NewWorkspace(text => text).WithConfig(json);

        (await workspace.RefusesAsync(2, "PG1005", "check")).Says(evidence);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{ \"suites\": [")]
    [InlineData("suites: []")]
    public async Task Broken_JSON_is_refused(string json)
    {
        using var workspace = StoredBaseline.NewWorkspace(text => text).WithConfig(json);

        await workspace.RefusesAsync(2, "PG1003", "check");
    }

    [Fact]
    public async Task A_key_that_stands_twice_is_refused()
    {
        using var workspace = StoredBaseline.NewWorkspace(text => text)
            .WithConfig("""{ "suites": [ { "project": "a", "launches": 3, "launches": 30 } ] }""");

        (await workspace.RunAsync("check")).Exits(2);
    }

    [Fact]
    public async Task No_configuration_at_all_is_said_with_an_example()
    {
        using var workspace = new Workspace();

        (await workspace.RefusesAsync(2, "PG1002", "check")).Says("\"suites\"");
        await workspace.RefusesAsync(2, "PG1002", "check", "--config", "elsewhere.json");
        await workspace.RefusesAsync(2, "PG1002", "baseline", "show");
    }

    [Fact]
    public async Task A_suite_whose_project_does_not_exist_is_named()
    {
        using var workspace = StoredBaseline.NewWorkspace(text => text).WithConfig("""{ "suites": [ { "project": "nowhere/Steady.csproj" } ] }""");

        (await workspace.RefusesAsync(2, "PG1007", "check")).Says("suite 'Steady' has no project");
    }

    [Fact]
    public async Task A_suite_that_does_not_exist_is_refused_with_those_that_do()
    {
        using var workspace = StoredBaseline.NewWorkspace(text => text);

        (await workspace.RefusesAsync(2, "PG1006", "check", "--suite", "Stready")).Says("'Stready'", "There are: Steady");
    }

    [Fact]
    public async Task Comments_and_trailing_commas_are_welcome()
    {
        using var workspace = StoredBaseline.NewWorkspace(text => text).WithConfig("""
            {
              "$schema": "perfgate.schema.json", // for the editor
              "suites": [ { "project": "Steady", }, ],
            }
            """);

        (await workspace.RunAsync("baseline", "show")).Exits(0);
    }
}
