using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Stores;

/// <summary>What goes wrong between the tool and a server: each fault is made with a real one.</summary>
public sealed class PostgresFaults(PostgresServer server) : PostgresTests(server)
{
    // For so many seconds at least is it tried to connect.
    private const int Tries = 5;

    private const string Locks = "LOCK TABLE perfgate_baseline IN EXCLUSIVE MODE";

    [Fact]
    public async Task A_server_that_is_not_there_is_said_after_a_few_tries()
    {
        using var suite = new StoredSuite($"postgres://perf@127.0.0.1:{FreePort()}/perf", "a");
        var took = Stopwatch.StartNew();

        (await suite.RunAsync("check")).Fails(4, "PG5003").Says("cannot be reached", "127.0.0.1", "refused");

        Assert.InRange(took.Elapsed.TotalSeconds, Tries, 60);
    }

    [Fact]
    public async Task A_server_that_comes_back_in_a_moment_is_waited_for()
    {
        await using var own = await OwnServer.StartAsync();
        using var suite = new StoredSuite($"postgres:{own.Connection}", "a");
        (await suite.RunAsync("store", "migrate")).Exits(0);
        await own.StopAsync();
        RunningProcess update;
        // In its place somebody hangs up, and so tells that it was asked for.
        using (var instead = new TcpListener(IPAddress.Loopback, new Npgsql.NpgsqlConnectionStringBuilder(own.Connection).Port))
        {
            instead.Start();
            update = suite.Start("baseline", "update");
            (await instead.AcceptTcpClientAsync(TestContext.Current.CancellationToken)).Dispose();
        }

        await own.StartAgainAsync();

        using (update)
        {
            (await update.FinishAsync()).Exits(0);
        }

        (await suite.RunAsync("check")).Exits(0);
    }

    [Fact]
    public async Task A_server_that_stops_while_it_is_measured_leaves_the_earlier_baseline()
    {
        await using var own = await OwnServer.StartAsync();
        using var suite = new StoredSuite($"postgres:{own.Connection}", "a");
        (await suite.RunAsync("store", "migrate")).Exits(0);
        (await suite.RunAsync("baseline", "update")).Exits(0);
        suite.Workspace.With("value", "200").With("pause", "");
        using var update = suite.Start("baseline", "update", "--accept", "a", "--reason", "wanted");
        await Processes.UntilAsync(() => File.Exists(suite.Workspace.PathOf("paused")));
        await own.StopAsync();

        suite.Workspace.With("go", "");

        (await update.FinishAsync()).Fails(4, "PG5003").Says("cannot be reached");
        await own.StartAgainAsync();
        Assert.DoesNotContain("200", (await suite.RunAsync("baseline", "show")).Exits(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_the_server_ends_in_the_middle_of_a_change_is_tried_again()
    {
        using var suite = await NewSuiteAsync();
        await using var holder = await Database.OpenAsync();
        await using var held = await holder.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(holder, Locks);
        using var anchor = suite.Start("baseline", "anchor", "v1");
        var session = await Database.WaitingAsync();

        await Database.ExecuteAsync($"SELECT pg_terminate_backend({session})");
        await held.RollbackAsync(TestContext.Current.CancellationToken);

        (await anchor.FinishAsync()).Exits(0);
        Assert.Equal([2L], await Database.QueryAsync<long>("SELECT version FROM perfgate_baseline"));
        Assert.Contains("\"v1\"", await DocumentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_is_killed_in_the_middle_of_a_change_leaves_the_earlier_baseline()
    {
        using var suite = await NewSuiteAsync();
        var before = await DocumentAsync();
        await using var holder = await Database.OpenAsync();
        await using (var held = await holder.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await ExecuteAsync(holder, Locks);
            using var anchor = suite.Start("baseline", "anchor", "v1");
            await Database.WaitingAsync();
            using var process = Process.GetProcessById(anchor.Id);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            await held.RollbackAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(before, await DocumentAsync());
        (await suite.RunAsync("baseline", "anchor", "v2")).Exits(0);
        Assert.Contains("\"v2\"", await DocumentAsync(), StringComparison.Ordinal);
    }

    [Theory]
    // One who writes may still be read, one who alters the table may not.
    [InlineData("EXCLUSIVE", "baseline anchor v1")]
    [InlineData("ACCESS EXCLUSIVE", "check")]
    public async Task A_lock_that_another_session_holds_is_said_and_not_waited_for_for_ever(string mode, string command)
    {
        using var suite = await NewSuiteAsync();
        var before = await DocumentAsync();
        await using var holder = await Database.OpenAsync();
        await using var held = await holder.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(holder, $"LOCK TABLE perfgate_baseline IN {mode} MODE");

        (await suite.RunAsAsync(Database.AddressWith(connection => connection.CommandTimeout = 2), command.Split(' '))).Fails(4, "PG5007").Says("lock timeout");

        await held.RollbackAsync(TestContext.Current.CancellationToken);
        Assert.Equal(before, await DocumentAsync());
    }

    [Fact]
    public async Task A_server_that_is_slow_is_given_up()
    {
        using var suite = await NewSuiteAsync();
        var before = await DocumentAsync();
        await Database.ExecuteAsync("CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(60); RETURN NEW; END $$");
        await Database.ExecuteAsync("CREATE TRIGGER slow BEFORE UPDATE ON perfgate_baseline FOR EACH ROW EXECUTE FUNCTION slow()");

        (await suite.RunAsAsync(Database.AddressWith(connection => connection.CommandTimeout = 2), "baseline", "anchor", "v1")).Fails(4, "PG5003").Says("did not answer in time");

        Assert.Equal(before, await DocumentAsync());
    }

    [Fact]
    public async Task A_server_that_accepts_and_says_nothing_is_given_up()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var suite = new StoredSuite($"postgres://perf@127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/perf?connect_timeout=2", "a");

        (await suite.RunAsync("check")).Fails(4, "PG5003").Says("did not answer in time");
    }

    [Fact]
    public async Task Connections_that_have_run_out_are_waited_for_and_then_said()
    {
        using var suite = await NewSuiteAsync();
        var role = await NewRoleAsync("CONNECTION LIMIT 1", "GRANT SELECT ON ALL TABLES IN SCHEMA public TO {0}");
        var address = Database.AddressWith(connection => connection.Username = role);
        await using var other = new Npgsql.NpgsqlConnection(address["postgres:".Length..]);
        await other.OpenAsync(TestContext.Current.CancellationToken);

        var took = Stopwatch.StartNew();
        (await suite.RunAsAsync(address, "check")).Fails(4, "PG5003").Says("too many connections");
        Assert.InRange(took.Elapsed.TotalSeconds, Tries, 60);

        using var waiting = Cli.Start(suite.Workspace.Folder, suite.Variables(address), "check");
        await Task.Delay(1000, TestContext.Current.CancellationToken);
        await other.CloseAsync();
        (await waiting.FinishAsync()).Exits(0);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
