using System.Collections.Immutable;
using PerfGate.Baselines;
using PerfGate.Configuration;
using PerfGate.Diagnostics;
using PerfGate.Machines;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Machines;

public class MachineChecksTests
{
    private static readonly MachineFacts Good = new(
        LogicalCores: 8,
        new MachineActivity(0.1, 0, 0.2, []),
        ImmutableArray.Create("performance"),
        Turbo: false,
        Hypervisor: "",
        Smt: false,
        QuotaCores: double.PositiveInfinity,
        Throttled: 0,
        OnBattery: false,
        new MemoryState(16L << 30, 12L << 30, 0),
        FreeInTemp: 50L << 30,
        RandomLayout: true,
        ["DOTNET_NOLOGO=1", "DOTNET_CLI_TELEMETRY_OPTOUT=1", "DOTNET_ROOT=/usr/share/dotnet", "PATH=/bin", "CORECLR_ENABLE_PROFILING=0"]);

    private static readonly MachineActivity Calm = Good.Activity.Value;
    private static readonly SuiteConfig InProcess = new("Core", "bench", null, ["*"], Isolation.InProcess, 10, 3, []);

    public static TheoryData<DiagnosticCode, MachineFacts> Troubles => new()
    {
        { DiagnosticCode.PG2020, Good with { Activity = Calm with { BusyCores = 0.6 } } },
        { DiagnosticCode.PG2020, Good with { Activity = Calm with { LoadAverage = 7 } } },
        { DiagnosticCode.PG2021, Good with { Governors = ImmutableArray.Create("performance", "powersave") } },
        { DiagnosticCode.PG2021, Good with { Governors = ImmutableArray.Create("balance_performance") } },
        { DiagnosticCode.PG2022, Good with { Turbo = true } },
        { DiagnosticCode.PG2023, Good with { Hypervisor = "KVMKVMKVM" } },
        { DiagnosticCode.PG2024, Good with { Activity = Calm with { StolenShare = 0.03 } } },
        { DiagnosticCode.PG2025, Good with { OnBattery = true } },
        { DiagnosticCode.PG2027, Good with { Memory = new MemoryState(16L << 30, 1L << 30, 0) } },
        { DiagnosticCode.PG2027, Good with { Memory = new MemoryState(16L << 30, 12L << 30, 1L << 30) } },
        { DiagnosticCode.PG2028, Good with { LogicalCores = 2 } },
        { DiagnosticCode.PG2029, Good with { Smt = true } },
        { DiagnosticCode.PG2030, Good with { QuotaCores = 1.5 } },
        { DiagnosticCode.PG2031, Good with { Throttled = 3 } },
        { DiagnosticCode.PG2032, Good with { Variables = ["DOTNET_TieredPGO=0"] } },
        { DiagnosticCode.PG2032, Good with { Variables = ["complus_gcserver=1"] } },
        { DiagnosticCode.PG2032, Good with { Variables = ["CORECLR_ENABLE_PROFILING=1"] } },
        { DiagnosticCode.PG2034, Good with { FreeInTemp = 100 } },
        { DiagnosticCode.PG2040, Good with { RandomLayout = false } },
    };

    [Fact]
    public void A_good_machine_is_fine_in_everything() =>
        Assert.All(MachineChecks.Of(Good), finding => Assert.Null(finding.Diagnostic));

    [Theory]
    [MemberData(nameof(Troubles))]
    public void Each_trouble_has_its_own_code_and_a_remedy(DiagnosticCode code, MachineFacts facts)
    {
        var warning = Assert.Single(MachineChecks.Of(facts), f => f.Diagnostic?.Severity == Severity.Warning).Diagnostic!;

        Assert.Equal(code, warning.Code);
        Assert.NotNull(warning.Remedy);
    }

    [Fact]
    public void What_could_not_be_read_is_never_fine()
    {
        var why = new Unread("no such file");
        var blind = Good with
        {
            Activity = why,
            Governors = why,
            Turbo = why,
            Hypervisor = why,
            Smt = why,
            QuotaCores = why,
            Throttled = why,
            OnBattery = why,
            Memory = why,
            FreeInTemp = why,
            RandomLayout = why,
        };

        var findings = MachineChecks.Of(blind).ToList();

        // Cores and variables are always known; the load and the stolen time are read together.
        Assert.Equal(findings.Count - 2, findings.Count(f => f.Diagnostic is { Code: DiagnosticCode.PG2037, Severity: Severity.Note, Evidence: "no such file" }));
        Assert.Contains(MachineChecks.Of(Good with { Activity = Calm with { StolenShare = null } }), f => f.Diagnostic?.Code == DiagnosticCode.PG2037);
    }

    [Fact]
    public void A_guest_cannot_know_whether_its_cores_are_siblings() => Assert.Contains(
        MachineChecks.Of(Good with { Hypervisor = "KVM" }), f => f is { Subject: "sibling cores", Diagnostic.Code: DiagnosticCode.PG2037 });

    [Fact]
    public void The_busiest_processes_are_named()
    {
        var finding = MachineChecks.Of(Good with { Activity = Calm with { BusyCores = 2, Busiest = [("cc1plus", 0.99), ("java", 0.5)] } }).First();

        Assert.Contains("cc1plus (0.99), java (0.50)", finding.Diagnostic!.Evidence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("false", "", Isolation.InProcess, DiagnosticCode.PG2026)]
    [InlineData("", "false", Isolation.Process, DiagnosticCode.PG2026)]
    [InlineData("true", "", Isolation.InProcess, DiagnosticCode.PG2033)]
    [InlineData("true", "true", Isolation.InProcess, DiagnosticCode.PG2033)]
    [InlineData("true", "", Isolation.Process, null)]
    [InlineData("True", "False", Isolation.InProcess, null)]
    public void A_suites_project_is_looked_at(string optimize, string tiered, Isolation isolation, DiagnosticCode? code)
    {
        var properties = new Dictionary<string, string> { ["Optimize"] = optimize, ["TieredCompilation"] = tiered };

        Assert.Equal(code, Assert.Single(SuiteChecks.Of(InProcess with { Isolation = isolation }, properties)).Diagnostic?.Code);
    }

    [Fact]
    public void A_baseline_fits_if_all_that_is_known_of_the_machine_agrees()
    {
        Baseline[] stored = [new([new SuiteRun("Core", Make.Here, [Make.Time("A", 1)])])];
        DiagnosticCode? CodeFor(string suite, Reading<string> processor, int cores) =>
            StoreChecks.Baseline(InProcess with { Name = suite }, stored, processor, cores, "X64").Diagnostic?.Code;

        Assert.Null(CodeFor("Core", "Test CPU", 2));
        Assert.Equal(DiagnosticCode.PG2036, CodeFor("Core", "Test CPU", 4));
        Assert.Equal(DiagnosticCode.PG2036, CodeFor("Core", "Other CPU", 2));
        Assert.Equal(DiagnosticCode.PG2036, CodeFor("Other", "Test CPU", 2));
        Assert.Equal(DiagnosticCode.PG2037, CodeFor("Core", new Unread("not told"), 2));
    }

    [Fact]
    public void Suspects_can_be_confirmed_where_git_has_every_baselines_clean_commit()
    {
        Baseline[] stored = [new([Make.RunAt(1, Make.Time("A", 1))])];
        Baseline[] dirty = [new([stored[0].Sessions[0].WithProvenance(new RunProvenance(new CommitInfo("01abcdef", IsDirty: true), DateTimeOffset.UnixEpoch, null))])];

        Assert.Null(StoreChecks.Commits(false, stored, _ => true).Diagnostic);
        Assert.All(
            new[]
            {
                StoreChecks.Commits(true, stored, _ => true), StoreChecks.Commits(false, stored, _ => false),
                StoreChecks.Commits(false, dirty, _ => true), StoreChecks.Commits(new Unread("there is no git"), [], _ => true),
            },
            finding => Assert.Equal(DiagnosticCode.PG2035, finding.Diagnostic!.Code));
    }
}
