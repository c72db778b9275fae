using Microsoft.Data.Sqlite;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Stores;

/// <summary>What goes wrong with a file of SQLite.</summary>
public class SqliteFaults
{
    [Fact]
    public async Task Who_only_reads_makes_no_file()
    {
        using var suite = new StoredSuite("sqlite:perf.db", "a");

        (await suite.RunAsync("check")).Fails(4, "PG3001").Says("perf.db");
        (await suite.RunAsync("baseline", "show")).Fails(4, "PG3001");

        Assert.False(File.Exists(suite.Workspace.PathOf("perf.db")));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_stays()
    {
        using var suite = new StoredSuite("sqlite:perf.db", "a");
        suite.Workspace.With("perf.db", "something else, which is longer than what a database begins with, and so on and so forth; it has to fill a hundred bytes");
        var before = await File.ReadAllBytesAsync(suite.Workspace.PathOf("perf.db"), TestContext.Current.CancellationToken);

        foreach (var command in (string[])["check", "baseline update", "store migrate"])
        {
            (await suite.RunAsync(command.Split(' '))).Fails(4, "PG3002").Says("not a database");
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(suite.Workspace.PathOf("perf.db"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_damaged_database_is_refused()
    {
        using var suite = await NewSuiteAsync();
        using (var file = File.OpenWrite(suite.Workspace.PathOf("perf.db")))
        {
            file.Position = 4096;
            file.Write(Enumerable.Repeat((byte)0xA5, (int)file.Length - 4096).ToArray());
        }

        (await suite.RunAsync("check")).Fails(4, "PG3002").Says("malformed");
        (await suite.RunAsync("baseline", "update")).Fails(4, "PG3002");
    }

    [Fact]
    public async Task Newer_tables_are_refused()
    {
        using var suite = await NewSuiteAsync();
        await using (var connection = new SqliteUnderTest(suite.Workspace.PathOf("perf.db")).Open())
        {
            await using var command = new SqliteCommand("INSERT INTO perfgate_schema VALUES (99, 'now', '9.9')", connection);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        foreach (var command in (string[])["check", "baseline update", "store migrate"])
        {
            (await suite.RunAsync(command.Split(' '))).Fails(4, "PG5005").Says("version 99");
        }
    }

    // As each version left them.
    [Theory]
    [InlineData(1, "DROP TABLE perfgate_history; DROP INDEX perfgate_run_by_run; ALTER TABLE perfgate_run DROP COLUMN run_id")]
    [InlineData(2, "DROP TABLE perfgate_history")]
    public async Task Older_tables_are_brought_to_this_version_when_it_is_asked_for(int version, string sql)
    {
        using var suite = await NewSuiteAsync();
        suite.KeepHistory();
        await using var under = new SqliteUnderTest(suite.Workspace.PathOf("perf.db"));
        await using (var connection = under.Open())
        {
            await using var command = new SqliteCommand($"{sql}; DELETE FROM perfgate_schema WHERE version > {version}", connection);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var before = await under.BaselinesAsync();
        (await suite.RunAsync("check")).Fails(4, "PG5004").Says($"version {version}", "dotnet perfgate store migrate");
        (await suite.RunAsync("store", "migrate")).Exits(0).Says($"from version {version} to 3");

        (await suite.RunAsync("check")).Exits(0).Says("added to the history: 1 session");
        Assert.Equal(before, await under.BaselinesAsync());
    }

    [Fact]
    public async Task A_full_disk_leaves_the_earlier_baseline()
    {
        using var suite = await NewSuiteAsync();
        var folder = Directory.CreateDirectory(suite.Workspace.PathOf("disk")).FullName;
        File.Move(suite.Workspace.PathOf("perf.db"), Path.Combine(folder, "perf.db"));
        using var disk = await TinyDisk.MountAsync(folder, size: "128k");
        disk.Fill(leave: 0);
        var store = $"sqlite:{Path.Combine(folder, "perf.db")}";
        await using var under = new SqliteUnderTest(Path.Combine(folder, "perf.db"));
        var before = await under.BaselinesAsync();

        (await suite.RunAsAsync(store, "baseline", "anchor", "v1")).Fails(4, "PG5001");

        Assert.Equal(before, await under.BaselinesAsync());
        File.Delete(Path.Combine(folder, "filler.bin"));
        (await suite.RunAsAsync(store, "baseline", "anchor", "v1")).Exits(0);
    }

    [Fact]
    public async Task A_folder_in_its_place_is_refused()
    {
        using var suite = new StoredSuite("sqlite:perf.db", "a");
        Directory.CreateDirectory(suite.Workspace.PathOf("perf.db"));

        (await suite.RunAsync("baseline", "update")).Fails(4, "PG5001");
    }

    [Fact]
    public async Task A_lock_that_another_process_holds_is_said_and_not_waited_for_for_ever()
    {
        using var suite = await NewSuiteAsync();
        await using var under = new SqliteUnderTest(suite.Workspace.PathOf("perf.db"));
        await using (var connection = under.Open())
        {
            await using var transaction = connection.BeginTransaction();

            // Who reads is not in the way of who writes, until that ends.
            (await suite.RunAsync("check")).Exits(0);
            (await suite.RunAsync("baseline", "anchor", "v1")).Fails(4, "PG5007").Says("locked");
        }

        (await suite.RunAsync("baseline", "anchor", "v1")).Exits(0);
    }

    [Fact]
    public async Task A_report_does_not_overwrite_it()
    {
        using var suite = await NewSuiteAsync();

        (await suite.RunAsync("check", "--report", "json=perf.db")).Fails(2, "PG1008").Says("was not overwritten");

        (await suite.RunAsync("check")).Exits(0);
    }

    [Fact]
    public async Task In_a_repository_it_does_not_count_as_a_change()
    {
        using var suite = new StoredSuite("sqlite:perf.db", "a");
        suite.Workspace.With(".gitignore", ".tmp/\n");
        await suite.Workspace.CommitAsync();

        (await suite.RunAsync("baseline", "update")).Exits(0);
        var second = (await suite.RunAsync("baseline", "update")).Exits(0);

        Assert.DoesNotContain("PG3018", second.Errors, StringComparison.Ordinal);
    }

    private static async Task<StoredSuite> NewSuiteAsync()
    {
        var suite = new StoredSuite("sqlite:perf.db", "a");
        (await suite.RunAsync("baseline", "update")).Exits(0);
        return suite;
    }
}
