using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Faults;

/// <summary>Nothing is deleted that PerfGate did not make, and nothing that is no file is waited for.</summary>
public class HostilePaths
{
    private const string Script = """echo '{"benchmark": "a", "unit": "ms", "value": 20}' > $1""";

    [Fact]
    public async Task A_folder_of_the_users_own_is_not_emptied()
    {
        using var workspace = CommandSuite.NewScript(Script).With("kept/load/launch-01/mine.txt", "mine");

        (await workspace.RunAloneAsync("run", "--artifacts", "kept")).Fails(2, "PG1001").Says("was not made by PerfGate");

        Assert.Equal("mine", await File.ReadAllTextAsync(workspace.PathOf("kept/load/launch-01/mine.txt"), TestContext.Current.CancellationToken));
        (await workspace.RunAloneAsync("run", "--artifacts", "other")).Exits(0);
        (await workspace.RunAloneAsync("run", "--artifacts", "other")).Exits(0);
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("large.json")]
    public async Task What_is_too_large_is_refused_and_not_read_into_memory(string file)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "has /dev/zero");
        using var workspace = new Workspace().With("base.json", Recording.New());
        using (var large = File.Create(workspace.PathOf("large.json")))
        {
            large.SetLength(2L << 30);
        }

        (await workspace.RunAloneAsync("compare", "base.json", file)).Fails(3, "PG2009").Says("larger than 256 MB");
    }

    [Fact]
    public async Task A_pattern_of_many_stars_takes_no_time()
    {
        // To go back to each star would take longer than there is.
        using var workspace = new Workspace().With("base.jsonl", $$"""{ "benchmark": "{{new string('a', 200)}}", "unit": "ms", "value": 20 }""");

        (await workspace.RunAloneAsync("compare", "base.jsonl", "base.jsonl", "--filter", string.Concat(Enumerable.Repeat("*a", 40)) + "!")).Fails(3, "PG2002").Says("no benchmark that matches");
    }
}
