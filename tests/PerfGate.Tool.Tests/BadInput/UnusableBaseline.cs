using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.BadInput;

public class UnusableBaseline
{
    private const string Times = "[[100.5, 101], [102]]";

    public static TheoryData<string, string> Corruptions => new()
    {
        { Times, "[[100.5, 0], [102]]" },
        { Times, "[[100.5, -1], [102]]" },
        { Times, "[[100.5, 1e999], [102]]" },
        { Times, "[[100.5, \"NaN\"], [102]]" },
        { Times, "[[], [102]]" },
        { Times, "[]" },
        { Times, "[null]" },
        { Times, "[[101]], \"resolution\": [1, 2]" },
        { "\"sampled\"", "\"guessed\"" },
        { "\"Steady.Work.Sum\": {", "\" \": {" },
        { "\"Steady.Work.Sum\": {", "\"Steady.Work.Lost\": null, \"Steady.Work.Sum\": {" },
        { "{ \"unit\": \"B\", \"kind\": \"exact\", \"launches\": [[0]] }", "null" },
        { "\"suite\": \"Steady\",", "\"suite\": \"Steady\", \"suite\": \"Steady\"," },
        { "\"suite\": \"Steady\",", "" },
        { "\"logicalCores\": 2", "\"logicalCores\": \"two\"" },
        { "\"logicalCores\": 2", "\"logicalCores\": -2" },
        { "\"schemaVersion\": 1", "\"schemaVersion\": 0" },
        { "\"schemaVersion\": 1", "\"schemaVersion\": -1" },
        { "\"perfgate-measurements\"", "\"something else\"" },
        { "\"sessions\": [", "\"sessions\": [ null," },
        { "\"sessions\": [", "\"more\": [" },
    };

    [Theory]
    [MemberData(nameof(Corruptions))]
    public async Task Is_refused_where_it_is_corrupt(string text, string corrupt)
    {
        Assert.Contains(text, StoredBaseline.Text, StringComparison.Ordinal);
        using var workspace = StoredBaseline.NewWorkspace(json => json.Replace(text, corrupt, StringComparison.Ordinal));

        (await workspace.RefusesAsync(4, "PG3002", "check")).Says("here.json");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(700)]
    public async Task Is_refused_where_it_is_cut_off(int length)
    {
        using var workspace = StoredBaseline.NewWorkspace(json => json[..length]);

        await workspace.RefusesAsync(4, "PG3002", "check");
    }

    [Theory]
    [InlineData("check")]
    [InlineData("baseline update")]
    [InlineData("baseline show")]
    public async Task Is_refused_by_every_command_that_reads_it(string command)
    {
        using var workspace = StoredBaseline.NewWorkspace(json => json[..^20]);

        await workspace.RefusesAsync(4, "PG3002", command.Split(' '));
    }

    [Fact]
    public async Task Is_refused_where_it_holds_no_benchmarks()
    {
        using var workspace = StoredBaseline.NewWorkspace(json => json["sessions"]![0]!["benchmarks"]!.AsObject().Clear());

        await workspace.RefusesAsync(4, "PG3002", "check");
    }

    [Fact]
    public async Task Is_refused_where_it_holds_sessions_of_two_machines()
    {
        using var workspace = StoredBaseline.NewWorkspace(json =>
        {
            var other = json["sessions"]![0]!.DeepClone();
            other["host"]!["processor"] = "Another CPU";
            json["sessions"]!.AsArray().Add(other);
        });

        (await workspace.RefusesAsync(4, "PG3002", "check")).Says("come from one environment");
    }

    [Fact]
    public async Task Is_refused_where_a_newer_tool_wrote_it()
    {
        using var workspace = StoredBaseline.NewWorkspace(json =>
        {
            json["schemaVersion"] = 2;
            json["sessions"] = "moved elsewhere";
        });

        (await workspace.RefusesAsync(4, "PG3003", "check")).Says("schema version 2", "Update the tool");
    }

    [Fact]
    public async Task Is_refused_where_another_suites_is_all_there_is()
    {
        using var workspace = StoredBaseline.NewWorkspace(json => json["sessions"]![0]!["suite"] = "Other");

        (await workspace.RefusesAsync(4, "PG3001", "check")).Says("no baseline of suite 'Steady'", "baseline update");
    }

    [Theory]
    [InlineData("check")]
    [InlineData("baseline show")]
    public async Task Is_asked_for_where_there_is_none(string command)
    {
        using var workspace = new Workspace().WithConfig(Samples.Config());

        (await workspace.RefusesAsync(4, "PG3001", command.Split(' '))).Says("baseline update");
    }

    [Fact]
    public async Task With_a_byte_order_mark_is_read_all_the_same()
    {
        using var workspace = StoredBaseline.NewWorkspace(json => "\uFEFF" + json);

        (await workspace.RunAsync("baseline", "show")).Exits(0);
    }
}
