using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

[Collection<OneAtATime>]
public class Accepting(Samples samples)
{
    private const string Knob = "Steady.Work.Knob(N: 1000)";
    private static readonly (string, string) Slow = ("STEADY_SPIN", "5000");
    private static readonly string[] Check = ["check", "--no-build", "--no-confirm", "--report", "json"];
    private static readonly string[] Update = ["baseline", "update", "--no-build", "--no-confirm"];

    [Fact]
    public async Task A_regression_that_is_accepted_is_not_red_and_one_that_is_worse_is()
    {
        using var workspace = NewWorkspace(upTo: 100, until: "2999-12-31");

        var accepted = (await workspace.RunAsync(("STEADY_SPIN", "300"), Check)).Exits(0);
        accepted.Says("note PG4009", "by Ada until 2999-12-31: the parser is stricter");
        var time = accepted.Json().GetProperty("benchmarks").EnumerateArray().Single(b => b.GetProperty("metric").GetString() == "time");
        Assert.Equal("accepted", time.GetProperty("verdict").GetString());
        Assert.Equal("the parser is stricter", time.GetProperty("accepted").GetProperty("reason").GetString());

        Accept(workspace, upTo: 0.1, until: "2999-12-31");
        (await workspace.RunAsync(Slow, Check)).Fails(1, "PG4001").Says("accepted was +10 % by Ada");
    }

    [Fact]
    public async Task An_acceptance_that_has_expired_accepts_nothing_and_one_that_matches_nothing_is_said()
    {
        using var workspace = NewWorkspace(upTo: 100, until: "2020-12-31", "Steady.Work.Knop(N: 1000)");

        (await workspace.RunAsync(Slow, Check)).Fails(1, "PG4001").Says("warning PG4010", "expired on 2020-12-31", "warning PG4011");
    }

    [Fact]
    public async Task An_update_that_would_take_in_a_regression_is_refused_until_it_is_accepted_by_name()
    {
        using var workspace = NewWorkspace();
        (await workspace.RefusesAsync(1, "PG4012", () => workspace.RunAsync(Slow, Update))).Says($"'{Knob}' would be stored", $"--accept '{Knob}' --reason");
        (await workspace.RefusesAsync(1, "PG4012", () => workspace.RunAsync(Slow, [.. Update, "--accept", "*Sum*", "--reason", "why"]))).Says("warning PG4011");

        (await workspace.RunAsync(Slow, [.. Update, "--accept", "*Knob*", "--reason", "the parser is stricter", "--until", "2999-12-31"])).Exits(0).Says("note PG3011");

        var accepted = workspace.ReadBaseline()["sessions"]![1]!["accepted"]!.AsArray().Single()!;
        Assert.Equal((Knob, "time", "the parser is stricter", "2999-12-31"), (
            (string)accepted["benchmark"]!, (string)accepted["metric"]!, (string)accepted["reason"]!, (string)accepted["until"]!));
        Assert.True((double)accepted["share"]! > 3);
        Assert.NotEmpty((string)accepted["by"]!);
        Assert.Matches(@"accepted: Steady\.Work\.Knob\(N: 1000\) time \+\d+ %, by .+ on \d{4}-\d\d-\d\d until 2999-12-31: the parser is stricter", (await workspace.RunAsync("baseline", "show")).Output);
        (await workspace.RunAsync(Slow, Check)).Exits(0);
    }

    [Fact]
    public async Task An_update_takes_in_what_the_configuration_accepts_and_says_that_this_is_moot_now()
    {
        using var workspace = NewWorkspace(upTo: 100, until: "2999-12-31", metric: "allocated");
        workspace.EditBaseline(json =>
        {
            var allocated = json["sessions"]![0]!["benchmarks"]![Knob]!["allocated"]!.AsObject();
            allocated["launches"] = JsonNode.Parse("[ [20], [20] ]");
            allocated.Remove("resolution");
        });

        (await workspace.RunAsync(("STEADY_ALLOCATE", "1"), [.. Update, "--launches", "1"])).Exits(0).Says("note PG3011", "remove it from perfgate.json");

        Assert.Equal("Ada", (string)workspace.ReadBaseline()["sessions"]![1]!["accepted"]![0]!["by"]!);
        (await workspace.RunAsync(("STEADY_ALLOCATE", "1"), [.. Check, "--launches", "1"])).Exits(0).Says("warning PG3011", "nothing more is accepted");
    }

    [Theory]
    [InlineData("--accept", "*Knob*")]
    [InlineData("--accept", "*Knob*", "--reason", " ")]
    [InlineData("--reason", "why")]
    [InlineData("--accept", "*Knob*", "--reason", "why", "--until", "2020-12-31")]
    public async Task Accepting_takes_a_name_and_a_reason_and_a_day_to_come(params string[] arguments)
    {
        using var workspace = NewWorkspace();

        await workspace.RefusesAsync(2, "PG1001", [.. Update, .. arguments]);
    }

    private Workspace NewWorkspace() => samples.NewWorkspace(Knob, 5);

    private Workspace NewWorkspace(double upTo, string until, string benchmark = Knob, string metric = "time") => Accept(NewWorkspace(), upTo, until, benchmark, metric);

    private static Workspace Accept(Workspace workspace, double upTo, string until, string benchmark = Knob, string metric = "time") => workspace.WithConfig(new
    {
        suites = new[] { Samples.Suite("Steady", Knob, 5) },
        policy = new { alpha = 0.05, minimumEffect = 3 },
        accepted = new[] { new { benchmark, metric, upTo, reason = "the parser is stricter", by = "Ada", until } },
    });
}
