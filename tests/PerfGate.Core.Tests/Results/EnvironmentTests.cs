using PerfGate.Results;

namespace PerfGate.Core.Tests.Results;

public class EnvironmentTests
{
    private static readonly HostEnvironment Machine = new(
        "Intel Core i7-7700K CPU 4.20GHz (Kaby Lake)", 8, "Linux Ubuntu 22.04.3 LTS (Jammy Jellyfish)", "X64",
        ".NET 10.0.12 (10.0.12, 10.0.1226.42308)", "concurrent workstation", "AVX2");

    [Fact]
    public void The_key_is_fit_for_a_file_name_and_says_what_it_is_made_of()
    {
        var key = Machine.Key.Value;

        Assert.Matches("^[a-z0-9.-]+$", key);
        Assert.StartsWith("linux-ubuntu-22.04-lts.x64.intel-core-i7-7700k", key, StringComparison.Ordinal);
        Assert.Contains("8-cores.net-10.0.", key, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Intel(R) Core(TM) i7-7700K CPU @ 4.20GHz", "Intel Core i7-7700K")]
    [InlineData("AMD EPYC 7763 2.45GHz", "AMD EPYC 7763")]
    public void The_same_processor_has_one_key_at_every_clock_frequency(string one, string other) =>
        Assert.Equal((Machine with { Processor = one }).Key, (Machine with { Processor = other }).Key);

    [Fact]
    public void Patch_levels_do_not_make_another_machine()
    {
        Assert.Equal(Machine.Key, (Machine with { Runtime = ".NET 10.0.13 (x)", Os = "Linux Ubuntu 22.04.4 LTS (Jammy)" }).Key);
        Assert.Equal(
            (Machine with { Os = "Windows 11 (10.0.22631.3155/23H2/2023Update)" }).Key,
            (Machine with { Os = "Windows 11 (10.0.26100.1/24H2)" }).Key);
    }

    [Fact]
    public void Every_part_that_times_depend_on_makes_another_key()
    {
        HostEnvironment[] others =
        [
            Machine with { Processor = "AMD EPYC" }, Machine with { LogicalCores = 4 }, Machine with { Os = "Linux Debian 12" },
            Machine with { Architecture = "Arm64" }, Machine with { Runtime = ".NET 9.0.1" }, Machine with { GcMode = "server" },
            Machine with { Intrinsics = "AVX512" },
        ];

        Assert.Equal(others.Length + 1, others.Append(Machine).Select(e => e.Key).Distinct().Count());
        Assert.All(others, other => Assert.False(other.IsComparableTo(Machine)));
    }

    [Fact]
    public void What_is_not_known_on_one_side_does_not_forbid_a_comparison() =>
        Assert.True(Machine.IsComparableTo(Machine with { GcMode = "", Intrinsics = "" }));

    [Theory]
    [InlineData(".NET 10.0.12 (10.0.12, x)", ".NET 10")]
    [InlineData(".NET Framework 4.8.1 (4.8.9181.0)", ".NET Framework 4")]
    [InlineData("", "")]
    public void Exact_metrics_carry_over_within_a_major_version(string runtime, string major) =>
        Assert.Equal(major, (Machine with { Runtime = runtime }).RuntimeMajor);

    [Theory]
    [InlineData("ubuntu 22.04", "Ubuntu 22.04.4 LTS (Jammy Jellyfish)", "Linux Ubuntu 22.04.5 LTS (Jammy Jellyfish)")]
    [InlineData("debian 12", "Debian GNU/Linux 12 (bookworm)", "Linux Debian GNU/Linux 12 (bookworm)", "debian 12.5")]
    [InlineData("alpine 3.18.4", "Alpine Linux v3.18", "Linux Alpine Linux v3.18")]
    [InlineData("rhel 8.6", "Red Hat Enterprise Linux 8.6 (Ootpa)")]
    [InlineData("opensuse-leap 15.4", "openSUSE Leap 15.4")]
    [InlineData("macOS Sonoma 14.5 (23F79) [Darwin 23.5.0]", "macOS 14.5 (23F79) [Darwin 23.5.0]", "macOS Sonoma 14.6.1")]
    [InlineData("macOS 10.15.6 (19G2021) [Darwin 19.6.0]", "macOS Catalina 10.15.7 (19H2) [Darwin 19.6.0]")]
    [InlineData("Windows 10.0.19045", "Windows 10 (10.0.19045.3448/22H2/2022Update)", "Windows 10.0.19041.388 (2004/?/20H1)")]
    [InlineData("Windows 11 (10.0.22621.1105/22H2/2022Update/SunValley2)", "Windows 10.0.22000", "Windows 11 (10.0.26100.1742)")]
    [InlineData("Windows 7 SP1 (6.1.7601.0)", "Microsoft Windows NT 6.1.7601 Service Pack 1")]
    public void One_operating_system_is_one_however_it_is_spelt(params string[] spellings) =>
        Assert.All(spellings, spelling => Assert.Empty((Machine with { Os = spellings[0] }).DifferencesTo(Machine with { Os = spelling })));

    [Theory]
    [InlineData("Ubuntu 22.04.4 LTS", "ubuntu 20.04")]
    [InlineData("Ubuntu 22.04.4 LTS", "debian 12")]
    [InlineData("debian 11", "Debian GNU/Linux 12 (bookworm)")]
    [InlineData("macOS Sonoma 14.5", "macOS Ventura 13.6")]
    [InlineData("macOS 10.14.6", "macOS 10.15.6")]
    [InlineData("Windows 10 (10.0.19045.3448/22H2/2022Update)", "Windows 11 (10.0.22000.1)")]
    [InlineData("Ubuntu 22.04.3 LTS (Jammy Jellyfish)", "Ubuntu 22.04.3 LTS (Jammy Jellyfish) WSL")]
    public void Two_operating_systems_are_two(string one, string other) =>
        Assert.False((Machine with { Os = one }).IsComparableTo(Machine with { Os = other }));

    [Theory]
    [InlineData("Intel Core i7-7700K CPU 4.20GHz (Kaby Lake)", "Intel(R) Core(TM) i7-7700K CPU @ 4.20GHz")]
    [InlineData("AMD Ryzen 7 3700X", "AMD Ryzen 7 3700X 8-Core Processor")]
    [InlineData("AMD Ryzen 7 5700G with Radeon Graphics", "AMD Ryzen 7 5700G 3.80GHz")]
    public void One_processor_is_one_however_it_is_spelt(string one, string other) =>
        Assert.True((Machine with { Processor = one }).IsComparableTo(Machine with { Processor = other }));

    [Fact]
    public void Core_was_a_part_of_the_runtimes_name_until_version_5()
    {
        Assert.True((Machine with { Runtime = ".NET Core 5.0.1 (CoreCLR 5.0.120.57516)" }).IsComparableTo(Machine with { Runtime = ".NET 5.0.2 (5.0.220.61120)" }));
        Assert.False((Machine with { Runtime = ".NET Core 3.1.2" }).IsComparableTo(Machine with { Runtime = ".NET 5.0.2" }));
        Assert.Equal(".NET 5", (Machine with { Runtime = ".NET Core 5.0.1 (CoreCLR)" }).RuntimeMajor);
    }

    [Fact]
    public void Another_runtime_is_not_another_machine()
    {
        Assert.True((Machine with { Runtime = ".NET 9.0.1", Intrinsics = "AVX2, AES" }).IsSameMachineAs(Machine));
        Assert.False((Machine with { Intrinsics = "AVX512" }).IsSameMachineAs(Machine));
        Assert.False((Machine with { Runtime = ".NET 9.0.1", LogicalCores = 4 }).IsSameMachineAs(Machine));
    }

    [Fact]
    public void A_stored_file_keeps_its_name() => Assert.Equal(
        "linux-debian-12.x64.amd-epyc.2-cores.net-10.0.a2b718",
        new HostEnvironment("AMD EPYC", 2, "Linux Debian GNU/Linux 12 (bookworm)", "X64", ".NET 10.0.12 (10.0.12, 10.0.1226.42308)").Key.Value);

    [Fact]
    public void Of_long_lists_only_what_differs_is_told() =>
        Assert.Equal(
            ["nothing more there, vbmi2 vnni here"],
            (Make.Here with { Intrinsics = "AVX512 BITALG+VBMI2+VNNI, AES, BMI1" }).DifferencesTo(Make.Here with { Intrinsics = "AVX512 BITALG, AES, BMI1, BMI1" }));
}
