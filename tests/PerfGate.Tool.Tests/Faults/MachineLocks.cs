using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Faults;

/// <summary>One measurement at a time runs on a machine, whoever starts it and wherever its temporary files lie.</summary>
public class MachineLocks
{
    private const string Quick = """echo '{"benchmark": "a", "unit": "ms", "value": 20}' > $1""";
    private const string Lock = "perfgate-measuring.lock";

    [Fact]
    public async Task Two_processes_with_different_temporary_folders_wait_for_each_other_and_name_who_measures()
    {
        using var machine = new Workspace();
        using var slow = CommandSuite.NewScript($"echo started; while [ ! -e go ]; do sleep 0.1; done; {Quick}");
        using var quick = CommandSuite.NewScript(Quick);
        using var first = Cli.Start(slow.Folder, Of(slow, machine), "run", "--verbosity", "detailed");
        await first.SeeAsync(line => line.Contains("started", StringComparison.Ordinal));
        using var second = Cli.Start(quick.Folder, Of(quick, machine), "run");
        await second.SeeAsync(line => line.Contains("waiting for another measurement", StringComparison.Ordinal));
        Assert.False(File.Exists(quick.PathOf("perfgate-run.json")));

        slow.With("go", "");
        (await first.FinishAsync()).Exits(0);
        (await second.FinishAsync()).Exits(0).Says($"waiting for another measurement on this machine: process {first.Id} of {Environment.UserName}, in {slow.Folder}, since ");

        Assert.Equal([Lock], Directory.GetFiles(machine.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Unless_it_is_told_otherwise_its_place_is_the_machines_and_not_the_temporary_folder()
    {
        using var quick = CommandSuite.NewScript(Quick);

        var result = (await Cli.RunAsync(
            quick.Folder, new Dictionary<string, string>(TemporaryFolder.Of(quick.PathOf("tmp"))) { [TemporaryFolder.LockFolder] = "" }, "run")).Exits(0);

        Assert.DoesNotContain("PG2072", result.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(quick.PathOf("tmp")));
    }

    [Fact]
    public async Task Word_of_a_process_that_was_killed_is_removed_by_the_next_one()
    {
        using var machine = new Workspace();
        machine.With("perfgate-measuring-killed.holder", ": process 1 of nobody");
        using var quick = CommandSuite.NewScript(Quick);

        (await Cli.RunAsync(quick.Folder, Of(quick, machine), "run")).Exits(0);

        Assert.Equal([Lock], Directory.GetFiles(machine.Folder).Select(Path.GetFileName));
    }

    [Theory]
    // A link to somebody's file, to one that is not there, and something that is no file.
    [InlineData("ln -s \"$PWD/theirs\" \"$1\"")]
    [InlineData("rm theirs; ln -s \"$PWD/theirs\" \"$1\"")]
    [InlineData("mkdir \"$1\"")]
    public async Task What_another_user_put_in_its_place_is_not_followed_and_is_a_warning(string put)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "makes links");
        using var machine = new Workspace();
        using var quick = CommandSuite.NewScript(Quick);
        quick.With("theirs", "text");
        await PutAsync(quick.Folder, put, machine.PathOf(Lock));
        var before = Describe(quick.PathOf("theirs"));

        (await Cli.RunAsync(quick.Folder, Of(quick, machine), "run")).Exits(0).Says("warning PG2072", Lock);

        Assert.Equal(before, Describe(quick.PathOf("theirs")));
        Assert.True(File.Exists(quick.PathOf("perfgate-run.json")));
    }

    [Fact]
    public async Task A_pipe_in_its_place_does_not_hang()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "makes a pipe");
        using var machine = new Workspace();
        using var quick = CommandSuite.NewScript(Quick);
        await PutAsync(quick.Folder, "mkfifo \"$1\" \"$2\"", machine.PathOf(Lock), machine.PathOf("perfgate-measuring-theirs.holder"));

        (await Cli.RunAsync(quick.Folder, Of(quick, machine), "run")).Exits(0);
    }

    [Fact]
    public async Task Two_users_of_one_machine_wait_for_each_other()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "becomes another user");
        using var machine = new Workspace();
        // As /run/lock is.
        await PutAsync(machine.Folder, "chmod 1777 \"$1\"", machine.Folder);
        using var slow = CommandSuite.NewScript($"echo started; while [ ! -e go ]; do sleep 0.1; done; {Quick}");
        using var quick = CommandSuite.NewScript(Quick);
        await PutAsync(slow.Folder, "chmod -R o+rwX \"$1\"", slow.Folder);
        using var first = RunningProcess.Start(
            "setpriv", ["--reuid=nobody", "--regid=nogroup", "--clear-groups", "sh", "-c", "umask 077; exec \"$@\"", "sh", "dotnet", Cli.Assembly, "run", "--verbosity", "detailed"], slow.Folder,
            new(Of(slow, machine, isForAll: true)) { ["HOME"] = slow.Folder, ["DOTNET_CLI_HOME"] = slow.Folder });
        await first.SeeAsync(line => line.Contains("started", StringComparison.Ordinal));
        using var second = RunningProcess.Start("dotnet", [Cli.Assembly, "run"], quick.Folder, Of(quick, machine));
        await second.SeeAsync(line => line.Contains("waiting for another measurement", StringComparison.Ordinal));

        slow.With("go", "");
        (await first.FinishAsync()).Exits(0);
        (await second.FinishAsync()).Exits(0).Says($"process {first.Id} of nobody");
    }

    [Fact]
    public async Task A_store_has_one_lock_by_whatever_way_it_is_reached()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "makes links");
        using var machine = new Workspace();
        using var quick = CommandSuite.NewScript(Quick);
        await PutAsync(quick.Folder, "mkdir -p real/baselines && ln -s \"$PWD/real\" \"$1\"", machine.PathOf("way"));

        foreach (var store in (string[])["real/baselines", machine.PathOf("way/baselines")])
        {
            (await Cli.RunAsync(quick.Folder, Of(quick, machine), "baseline", "update", "--store", store)).Exits(0);
        }

        Assert.Single(Directory.GetFiles(machine.Folder, "perfgate-store-*.lock"));
    }

    // A temporary folder of its own, and a place of the locks that is the same.
    private static Dictionary<string, string> Of(Workspace suite, Workspace machine, bool isForAll = false)
    {
        var variables = new Dictionary<string, string>(TemporaryFolder.Of(suite.PathOf("tmp"))) { [TemporaryFolder.LockFolder] = machine.Folder };
        if (isForAll && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(suite.PathOf("tmp"), (UnixFileMode)0b111_111_111);
        }

        return variables;
    }

    private static async Task PutAsync(string folder, string script, params string[] paths)
    {
        using var running = RunningProcess.Start("sh", ["-c", script, "sh", .. paths], folder);
        (await running.FinishAsync()).Exits(0);
    }

    private static string Describe(string path) => File.Exists(path) && !OperatingSystem.IsWindows() ? $"{File.ReadAllText(path)} {File.GetUnixFileMode(path)}" : "none";
}
