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

    [Fact]
    public void Of_long_lists_only_what_differs_is_told() =>
        Assert.Equal(
            ["nothing more there, vbmi2 vnni here"],
            (Make.Here with { Intrinsics = "AVX512 BITALG+VBMI2+VNNI, AES, BMI1" }).DifferencesTo(Make.Here with { Intrinsics = "AVX512 BITALG, AES, BMI1, BMI1" }));
}
