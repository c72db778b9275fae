using System.Diagnostics;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Faults;

/// <summary>What kill -9 leaves, and what of it the next run finds.</summary>
public class Killed
{
    [Fact]
    public async Task The_next_run_stops_the_suite_of_one_that_was_killed_and_removes_its_folder()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "looks into /proc");
        using var temporary = new Workspace();
        using var hanging = CommandSuite.NewScript("echo started; exec sleep 4321");
        using var next = CommandSuite.NewScript("""echo '{"benchmark": "a", "unit": "ms", "value": 20}' > $1""");
        using var tool = Cli.Start(hanging.Folder, Variables(temporary), "run", "--verbosity", "detailed");
        await tool.SeeAsync(line => line.Contains("started", StringComparison.Ordinal));
        // Word of it is left as soon as it has started.
        await Processes.UntilAsync(() => Directory.GetFiles(temporary.Folder, "perfgate-suite-*").Length == 1);

        using (var process = Process.GetProcessById(tool.Id))
        {
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Single(Processes.Naming("sleep\04321"));
        Assert.Single(Directory.GetDirectories(temporary.Folder, "perfgate-run-*"));
        var result = (await Cli.RunAsync(next.Folder, Variables(temporary), "run")).Exits(0);

        result.Says("warning PG2073");
        Assert.Empty(Processes.Naming("sleep\04321"));
        Assert.Equal([], LeftIn(temporary));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(2, false)]
    public async Task A_process_that_has_the_number_of_a_suite_of_another_container_runs_on(int days, bool stays)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "looks into /proc");
        using var temporary = new Workspace();
        using var next = CommandSuite.NewScript("""echo '{"benchmark": "a", "unit": "ms", "value": 20}' > $1""");
        using var other = Process.Start("sleep", "4322")!;
        var claim = $"{other.Id} {other.StartTime.ToUniversalTime().Ticks}";
        try
        {
            temporary.With("perfgate-suite-a", $"{claim} pid:[1]");
            File.SetLastWriteTimeUtc(temporary.PathOf("perfgate-suite-a"), DateTime.UtcNow.AddDays(-days));

            var result = (await Cli.RunAsync(next.Folder, Variables(temporary), "run")).Exits(0);

            Assert.DoesNotContain("PG2073", result.Errors, StringComparison.Ordinal);
            Assert.False(other.HasExited);
            // One that is started there later may stop the suite.
            Assert.Equal(stays ? ["perfgate-suite-a"] : [], LeftIn(temporary));

            temporary.With("perfgate-suite-b", $"{claim} {new FileInfo("/proc/self/ns/pid").LinkTarget}");
            (await Cli.RunAsync(next.Folder, Variables(temporary), "run")).Exits(0).Says("warning PG2073");
            Assert.True(other.WaitForExit(TimeSpan.FromSeconds(10)));
        }
        finally
        {
            other.Kill();
        }
    }

    [Fact]
    public async Task What_a_container_uses_or_left_is_told_from_outside_of_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "makes a namespace of processes");
        using var temporary = new Workspace();
        using var slow = CommandSuite.NewScript("""echo started; while [ ! -e go ]; do sleep 0.1; done; echo '{"benchmark": "a", "unit": "ms", "value": 20}' > $1""");
        using var quick = CommandSuite.NewScript("""echo '{"benchmark": "a", "unit": "ms", "value": 20}' > $1""");
        // It seems to be inside of a measurement, so that it does not wait for the other.
        var beside = new Dictionary<string, string>(Variables(temporary)) { ["PERFGATE_MEASURING"] = "1" };

        using (var used = Contained(slow, temporary))
        {
            await used.SeeAsync(line => line.Contains("started", StringComparison.Ordinal));
            (await Cli.RunAsync(quick.Folder, beside, "run")).Exits(0);
            slow.With("go", "");
            (await used.FinishAsync()).Exits(0);
        }

        File.Delete(slow.PathOf("go"));
        using var killed = Contained(slow, temporary);
        await killed.SeeAsync(line => line.Contains("started", StringComparison.Ordinal));
        Assert.Single(Directory.GetDirectories(temporary.Folder, "perfgate-run-*"));
        using (var process = Process.GetProcessById(killed.Id))
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        (await Cli.RunAsync(quick.Folder, Variables(temporary), "run")).Exits(0);
        Assert.Empty(Directory.GetDirectories(temporary.Folder, "perfgate-run-*"));
    }

    [Theory]
    // Of one that was killed, whose number another process has by now, or which nobody has taken note of; and of one in another container, where this number is nobody's.
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task A_check_out_is_left_over_where_nobody_holds_its_lock_whatever_process_has_its_number(bool isHeld, bool isNumberInUse)
    {
        using var temporary = new Workspace();
        using var suite = CommandSuite.NewScript("true");
        await suite.CommitAsync();
        var folder = temporary.PathOf($"perfgate-worktree-{(isNumberInUse ? Environment.ProcessId : int.MaxValue)}-{Guid.NewGuid():N}");
        await suite.GitAsync("worktree", "add", "--quiet", "--detach", folder, "HEAD");
        using (var held = File.Open($"{folder}.owner", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
        {
            if (!isHeld)
            {
                held.Dispose();
            }

            (await Cli.RunAsync(suite.Folder, Variables(temporary), "check", "--against", "no-such-branch")).Exits(4);
        }

        Assert.Equal(isHeld, (await suite.GitAsync("worktree", "list")).Contains(folder, StringComparison.Ordinal));
        Assert.Equal(isHeld ? 2 : 0, Directory.GetFileSystemEntries(temporary.Folder, "perfgate-worktree-*").Length);
    }

    // As a container with the same temporary folder has it: processes with numbers of their own.
    private static RunningProcess Contained(Workspace suite, Workspace temporary) => RunningProcess.Start(
        "unshare", ["--pid", "--fork", "--kill-child", "--mount-proc", "dotnet", Cli.Assembly, "run", "--verbosity", "detailed"], suite.Folder, Variables(temporary));

    [Fact]
    public async Task One_that_was_killed_while_it_claimed_or_removed_its_folder_leaves_nothing()
    {
        using var temporary = new Workspace();
        using var next = CommandSuite.NewScript("""echo '{"benchmark": "a", "unit": "ms", "value": 20}' > $1""");
        // Claimed and not made yet; and not all of it is removed.
        temporary.With("perfgate-run-a.owner", "");
        temporary.With("perfgate-run-b.owner", "");
        temporary.With("perfgate-run-b/launch-01/results.jsonl", "");
        foreach (var unfinished in (string[])["perfgate-run-c.owner.tmp", "perfgate-suite-d.tmp"])
        {
            temporary.With(unfinished, "");
            File.SetLastWriteTimeUtc(temporary.PathOf(unfinished), DateTime.UtcNow.AddMinutes(-2));
        }

        temporary.With("perfgate-suite-e.tmp", "");
        (await Cli.RunAsync(next.Folder, Variables(temporary), "run")).Exits(0);

        // What another one is about to claim stays.
        Assert.Equal(["perfgate-suite-e.tmp"], LeftIn(temporary));
    }

    [Fact]
    public async Task What_another_one_is_using_is_left_alone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "sends a Unix signal");
        using var temporary = new Workspace();
        using var slow = CommandSuite.NewScript("""echo started; while [ ! -e go ]; do sleep 0.1; done; echo '{"benchmark": "a", "unit": "ms", "value": 20}' > $1""");
        using var tool = Cli.Start(slow.Folder, Variables(temporary), "run", "--verbosity", "detailed");
        await tool.SeeAsync(line => line.Contains("started", StringComparison.Ordinal));
        using var quick = CommandSuite.NewScript("""echo '{"benchmark": "a", "unit": "ms", "value": 20}' > $1""");
        // The first one holds the machine's lock, for which this one does not wait: it seems to be inside of a measurement.
        (await Cli.RunAsync(quick.Folder, new Dictionary<string, string>(Variables(temporary)) { ["PERFGATE_MEASURING"] = "1" }, "run")).Exits(0);

        slow.With("go", "");
        (await tool.FinishAsync()).Exits(0);
    }

    [Theory]
    // Of the one that looks, and of the one that is looked at: without locks, nobody can tell whether it is alive.
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Where_there_are_no_locks_nothing_is_taken_for_left_over(bool running, bool looking)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "sends a Unix signal");
        using var temporary = new Workspace();
        using var slow = CommandSuite.NewScript("""echo started; while [ ! -e go ]; do sleep 0.1; done; echo '{"benchmark": "a", "unit": "ms", "value": 20}' > $1""");
        using var quick = CommandSuite.NewScript("""echo '{"benchmark": "a", "unit": "ms", "value": 20}' > $1""");
        using var tool = Cli.Start(slow.Folder, Of(running), "run", "--verbosity", "detailed");
        await tool.SeeAsync(line => line.Contains("started", StringComparison.Ordinal));
        (await Cli.RunAsync(quick.Folder, new Dictionary<string, string>(Of(looking)) { ["PERFGATE_MEASURING"] = "1" }, "run")).Exits(0);

        slow.With("go", "");
        (await tool.FinishAsync()).Exits(0);

        Dictionary<string, string> Of(bool isWithoutLocks) => new(Variables(temporary)) { ["DOTNET_SYSTEM_IO_DISABLEFILELOCKING"] = isWithoutLocks ? "1" : "0" };
    }

    private static IEnumerable<string?> LeftIn(Workspace temporary) =>
        new[] { "perfgate-run-*", "perfgate-suite-*" }.SelectMany(pattern => Directory.GetFileSystemEntries(temporary.Folder, pattern)).Select(Path.GetFileName);

    private static Dictionary<string, string> Variables(Workspace temporary) => TemporaryFolder.Of(temporary.Folder);
}
