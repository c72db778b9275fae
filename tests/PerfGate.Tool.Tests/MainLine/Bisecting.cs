using System.Text.Json;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

/// <summary>Bisections of a real git repository, whose suite is a script.</summary>
public sealed class Bisecting(Bisecting.Commits commits) : IClassFixture<Bisecting.Commits>
{
    private static readonly string[] Time = ["bisect", "first", "--benchmark", "work"];

    [Fact]
    public async Task The_commit_that_made_it_slower_is_named()
    {
        var result = (await commits.RunAsync([.. Time, "step", "--json", "found.json"])).Exits(0);

        Assert.StartsWith($"FOUND  {commits.Hashes["step 40"][..7]}: from here on, time of work is 1.1", result.Output, StringComparison.Ordinal);
        Assert.Contains("A: step 40", result.Output, StringComparison.Ordinal);
        result.Says("64 commits after ");
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(commits.PathOf("found.json"), TestContext.Current.CancellationToken));
        Assert.Equal(commits.Hashes["step 40"], json.RootElement.GetProperty("found")[0].GetProperty("commits")[0].GetProperty("hash").GetString());
        // A search takes seven, and two more tell that nothing is left on either side.
        Assert.InRange(Steps(result), 7, 9);
        Assert.Single(await commits.WorktreesAsync());
    }

    [Fact]
    public async Task A_commit_that_does_not_build_is_passed_over_and_named_where_it_may_be_the_one()
    {
        var result = (await commits.RunAsync([.. Time, "broken"])).Exits(0);

        Assert.StartsWith("NOT TOLD  one of 2 commits: after the last of them, time of work is 1.1", result.Output, StringComparison.Ordinal);
        Assert.Contains("broken 30\n           suite 'load' does not build", result.Output, StringComparison.Ordinal);
        Assert.Contains(": broken 31\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_changes_are_found_one_after_the_other()
    {
        var result = (await commits.RunAsync([.. Time, "two"])).Exits(0);

        // Each is told by its own ratio: 1.15 times the first, and 1.25 / 1.15 times that; neither by that of the whole range.
        Assert.Matches($@"FOUND  {commits.Hashes["two 20"][..7]}: from here on, time of work is 1\.1[45]\d times that of {commits.Hashes["first"][..7]}\n", result.Output);
        Assert.Matches($@"FOUND  {commits.Hashes["two 50"][..7]}: from here on, time of work is 1\.0[89]\d times that of {commits.Hashes["two 20"][..7]}\n", result.Output);
        Assert.Single((await commits.RunAsync([.. Time, "two", "--first"])).Exits(0).Output.Split('\n'), line => line.StartsWith("FOUND", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_counter_takes_one_launch_a_step()
    {
        var result = (await commits.RunAsync("bisect", "first", "step", "--benchmark", "work", "--metric", "bytes")).Exits(0);

        Assert.StartsWith($"FOUND  {commits.Hashes["step 17"][..7]}: from here on, bytes of work is 3 times", result.Output.Replace("3.000", "3", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("2 launches", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_became_slower_it_says_so_and_stops()
    {
        var result = (await commits.RunAsync([.. Time, "same"])).Exits(5);

        Assert.StartsWith("NOT SHOWN  time of work is not shown to be worse at ", result.Output, StringComparison.Ordinal);
        Assert.Equal(1, Steps(result));
    }

    [Fact]
    public async Task What_was_stopped_goes_on_where_it_was()
    {
        var state = Path.Combine(commits.Folder, ".git", "perfgate-bisect.json");
        using var running = commits.Start([.. Time, "step"]);
        await running.SeeAsync(line => line.StartsWith(commits.Hashes["step 32"][..7], StringComparison.Ordinal));
        await Processes.UntilAsync(() => File.Exists(state));
        await commits.InterruptAsync(running.Id);
        (await running.FinishAsync()).Exits(130);

        var result = (await commits.RunAsync([.. Time, "step"])).Exits(0);

        result.Says("as found before");
        Assert.StartsWith($"FOUND  {commits.Hashes["step 40"][..7]}: ", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(state));
    }

    [Theory]
    [InlineData(2, "PG1001", "does not come before", "step", "first", "--benchmark", "work")]
    [InlineData(2, "PG1001", "no commit between", "first", "first", "--benchmark", "work")]
    [InlineData(4, "PG3007", "'nowhere' is not in this repository", "nowhere", "--benchmark", "work")]
    [InlineData(2, "PG1001", "no metric 'speed'", "first", "step", "--benchmark", "work", "--metric", "speed")]
    [InlineData(3, "PG2004", "measured no benchmark that matches wrok", "first", "step", "--benchmark", "wrok")]
    [InlineData(4, "PG3001", "no baseline of suite 'load' to begin at", "--benchmark", "work")]
    public async Task What_it_cannot_do_is_refused(int exitCode, string code, string said, params string[] arguments) =>
        (await commits.RunAsync(["bisect", .. arguments])).Fails(exitCode, code).Says(said);

    private static int Steps(CliResult result) => result.Errors.Split('\n').Count(line => line.Contains(": good (", StringComparison.Ordinal) || line.Contains(": worse (", StringComparison.Ordinal) || line.Contains(": not told (", StringComparison.Ordinal));

    /// <summary>A repository with branches of 64 commits after the tag <c>first</c>: <c>step</c>, <c>broken</c>, <c>two</c> and <c>same</c>.</summary>
    public sealed class Commits : IAsyncLifetime
    {
        // Where a launch is slow by chance, it is so in any commit. It starts no other program: it runs a thousand times.
        private const string Script = """
            read time < built
            read bytes < bytes
            echo "{\"benchmark\": \"work\", \"unit\": \"ms\", \"value\": $time.$(($$ * 7919 % 251))}" >> $PERFGATE_OUTPUT
            echo "{\"benchmark\": \"work\", \"metric\": \"bytes\", \"unit\": \"B\", \"kind\": \"exact\", \"value\": $bytes}" >> $PERFGATE_OUTPUT
            """;

        // Of "step", the 40th commit is 15 % slower, and the 17th counts three times as much; of "broken", the 31st is slower and the 30th does not build; "two" has two changes.
        private const string Series = """
            for branch in step broken two same; do
              git checkout --quiet -b $branch first
              for i in $(seq 1 64); do
                case $branch-$i in
                  step-40) echo 115 > work;;
                  step-17) echo 300 > bytes;;
                  broken-30) : > work;;
                  broken-31) echo 115 > work;;
                  two-20) echo 115 > work;;
                  two-50) echo 125 > work;;
                esac
                git -c user.name=A -c user.email=a@example.org commit --quiet --all --allow-empty --message "$branch $i"
              done
            done
            """;

        private readonly Workspace _workspace = new();

        public string Folder => _workspace.Folder;

        public Dictionary<string, string> Hashes { get; } = [];

        public string PathOf(string name) => _workspace.PathOf(name);

        public async ValueTask InitializeAsync()
        {
            _workspace.With("bench.sh", Script).With("work", "100").With("bytes", "100").With(".gitignore", "built\n.tmp\n").WithConfig("""
                {
                  "suites": [ { "name": "load", "command": ["sh", "bench.sh"], "build": ["sh", "-c", "test -s work && cp work built"] } ],
                  "metrics": [ { "name": "bytes", "unit": "B" } ]
                }
                """);
            await _workspace.CommitAsync();
            await _workspace.GitAsync("tag", "first");
            using var series = RunningProcess.Start("sh", ["-ec", Series], Folder);
            (await series.FinishAsync()).Exits(0);
            foreach (var line in (await _workspace.GitAsync("log", "--all", "--format=%H %s")).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                Hashes[line[41..]] = line[..40];
            }

            await _workspace.GitAsync("checkout", "--quiet", "step");
        }

        internal Task<CliResult> RunAsync(params string[] arguments) => _workspace.RunAloneAsync(arguments);

        // Not deaf to the signal, as what a script starts in the background is.
        internal RunningProcess Start(params string[] arguments) => RunningProcess.Start(
            "setsid", ["env", "--default-signal=INT", "dotnet", Cli.Assembly, .. arguments], Folder, TemporaryFolder.Of(PathOf(".tmp")));

        internal async Task InterruptAsync(int process)
        {
            using var kill = RunningProcess.Start("kill", ["-INT", $"{process}"], Folder);
            (await kill.FinishAsync()).Exits(0);
        }

        internal async Task<IReadOnlyList<string>> WorktreesAsync() =>
            [.. (await _workspace.GitAsync("worktree", "list", "--porcelain")).Split('\n').Where(line => line.StartsWith("worktree ", StringComparison.Ordinal))];

        public ValueTask DisposeAsync()
        {
            _workspace.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
