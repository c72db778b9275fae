using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Stores;

/// <summary>A password of a store stands in no output, file or report, and reaches nothing that is measured.</summary>
public class StoreSecrets(PostgresServer server)
{
    private const string Password = "s3cr3t";

    [Theory]
    // A server that is not there, and addresses that cannot be understood, as people write them.
    [InlineData("postgres://perf:s3cr3t@127.0.0.1:1/perf", "PG5003")]
    [InlineData("postgresql://perf:s3cr3t@nowhere.invalid/perf", "PG5003")]
    [InlineData("postgres:Host=127.0.0.1;Port=1;Username=perf;Password=s3cr3t", "PG5003")]
    [InlineData("postgres:Host=127.0.0.1;Port=1;Passwort=s3cr3t", "PG1001")]
    [InlineData("postgres:Host=127.0.0.1;Port=s3cr3t", "PG1001")]
    [InlineData("postgres://?password=s3cr3t", "PG1001")]
    [InlineData("postgres:s3cr3t", "PG1001")]
    [InlineData("postgres:Username=perf;Password=s3cr3t", "PG1001")]
    [InlineData("postgres://perf:1/s3cr3t@127.0.0.1/perf", "PG1001")]
    [InlineData("postgres://perf:p@s3cr3t@127.0.0.1:1/perf", "PG5003")]
    [InlineData("postgres://perf:?s3cr3t@127.0.0.1/perf", "PG1001")]
    [InlineData("postgres://perf:#s3cr3t@127.0.0.1/perf", "PG1001")]
    [InlineData("postgres://127.0.0.1/perf?s3cr3t=1", "PG1001")]
    [InlineData("postgres://127.0.0.1:1/perf?sslmode=s3cr3t", "PG1001")]
    [InlineData("mysql://perf:s3cr3t@127.0.0.1/perf", "PG1001")]
    [InlineData("postgres:@s3cr3t.txt", "PG1001", true)]
    public async Task Of_the_variable_is_in_no_output_and_no_file(string store, string code, bool isPath = false)
    {
        using var suite = new StoredSuite(store, "a");

        var result = (await suite.RunAsync("check", "--report", "json=result.json", "--verbosity", "detailed")).Fails(code == "PG1001" ? 2 : 4, code);

        Assert.Equal(isPath, result.ToString().Contains(Password, StringComparison.OrdinalIgnoreCase));
        Assert.All(Directory.GetFiles(suite.Workspace.Folder, "*", SearchOption.AllDirectories), file => Assert.DoesNotContain(Password, File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("check --store postgres://perf:s3cr3t@127.0.0.1/perf")]
    [InlineData("check --store postgres:Host=127.0.0.1;Password=s3cr3t")]
    [InlineData("store copy baselines postgres://perf:s3cr3t@127.0.0.1/perf")]
    [InlineData("store migrate --store postgres://127.0.0.1/perf?sslpassword=s3cr3t")]
    // Slips, which are shown as they were typed.
    [InlineData("check postgres://perf:s3cr3t@127.0.0.1/perf")]
    [InlineData("check postgres:Host=127.0.0.1;Password=s3cr3t")]
    [InlineData("check --stor=postgres://perf:s3cr/3t@127.0.0.1/perf")]
    public async Task On_the_command_line_is_refused_and_not_shown(string command)
    {
        using var suite = new StoredSuite("baselines", "a");

        var result = (await suite.RunAsync(command.Split(' '))).Fails(2, "PG1001");

        Assert.DoesNotContain("s3cr", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_the_configuration_is_refused_and_not_shown()
    {
        using var workspace = new Workspace().WithConfig("""
            { "suites": [ { "name": "a", "command": ["true"] } ], "baselines": { "path": "postgres://perf:s3cr3t@127.0.0.1/perf" } }
            """);

        var result = (await workspace.RunAloneAsync("check")).Fails(2, "PG1005").Says("PGPASSWORD", "PERFGATE_STORE");

        Assert.DoesNotContain(Password, result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_taken_from_the_variable_a_file_and_where_PostgreSQL_keeps_it()
    {
        await using var database = await server.NewDatabaseAsync();
        var role = await NewRoleAsync(database);
        var open = $"postgres://{role}@127.0.0.1:{database.Connection.Port}/{database.Name}";
        var whole = open.Replace("@", $":{Password}@", StringComparison.Ordinal);
        using var suite = new StoredSuite(database.Address, "a");
        (await suite.RunAsync("store", "migrate")).Exits(0);
        await database.ExecuteAsync($"GRANT SELECT ON perfgate_schema TO {role}");
        suite.Workspace
            .With("uri.txt", $"{whole}\n")
            .With("pairs.txt", $"Host=127.0.0.1;Port={database.Connection.Port};Database={database.Name};Username={role};Password={Password}")
            .With(".pgpass", $"127.0.0.1:*:*:{role}:{Password}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(suite.Workspace.PathOf(".pgpass"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        await PassesAsync(whole);
        await PassesAsync("postgres:@uri.txt");
        await PassesAsync("postgres:@pairs.txt");
        await PassesAsync(open, ("PGPASSWORD", Password));
        await PassesAsync(open, ("PGPASSFILE", suite.Workspace.PathOf(".pgpass")));
        (await suite.RunAsAsync(open, "store", "migrate")).Fails(4, "PG5006").Says("No password");
        (await suite.RunAsAsync(open.Replace("@", ":wrong@", StringComparison.Ordinal), "store", "migrate")).Fails(4, "PG5006").Says("password authentication failed");

        async Task PassesAsync(string store, params (string Name, string Value)[] variables)
        {
            var environment = suite.Variables(store);
            foreach (var (name, value) in variables)
            {
                environment[name] = value;
            }

            var result = (await Cli.RunAsync(suite.Workspace.Folder, environment, "store", "migrate")).Exits(0).Says("nothing to do", $"postgres://{role}@127.0.0.1");
            Assert.DoesNotContain(Password, result.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Of_the_variable_does_not_reach_what_is_measured()
    {
        await using var database = await server.NewDatabaseAsync();
        var role = await NewRoleAsync(database);
        using var suite = new StoredSuite(database.AddressWith(connection => (connection.Username, connection.Password) = (role, Password)), "a");
        (await suite.RunAsAsync(database.Address, "store", "migrate")).Exits(0);
        await database.ExecuteAsync($"GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO {role}");
        var script = suite.Workspace.PathOf("bench.sh");
        await File.WriteAllTextAsync(script, $"env > seen\n{await File.ReadAllTextAsync(script, TestContext.Current.CancellationToken)}", TestContext.Current.CancellationToken);

        var result = (await suite.RunAsync("baseline", "update", "--verbosity", "detailed")).Exits(0);

        var seen = await File.ReadAllTextAsync(suite.Workspace.PathOf("seen"), TestContext.Current.CancellationToken);
        Assert.Contains("PERFGATE_OUTPUT=", seen, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, seen, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, result.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Password, Assert.Single(await database.QueryAsync<string>("SELECT document FROM perfgate_baseline")), StringComparison.Ordinal);
    }

    private static async Task<string> NewRoleAsync(TestDatabase database)
    {
        var role = $"r{Guid.NewGuid():N}";
        await database.ExecuteAsync("DO $$ BEGIN CREATE ROLE with_password; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$");
        await database.ExecuteAsync($"CREATE ROLE {role} LOGIN PASSWORD '{Password}' IN ROLE with_password");
        return role;
    }
}
