using PerfGate.Machines;
using PerfGate.Machines.Parsing;

namespace PerfGate.Core.Tests.Machines;

public class ParsingTests
{
    private const string Stat = "cpu  999 1 1273 87613 197 2 36 30 5 0\ncpu0 406 0 570 44046 11 0 23 13 0 0\nintr 79686 0\nctxt 187024\n";

    private const string Memory = """
        MemTotal:       24684084 kB
        MemFree:        23791704 kB
        MemAvailable:   23868668 kB
        SwapTotal:       2097148 kB
        SwapFree:        2000000 kB
        HugePages_Total:       0

        """;

    [Fact]
    public void Busy_time_holds_interrupts_and_not_waiting_and_guests_are_not_counted_twice() =>
        Assert.Equal(new ProcStat(Busy: 999 + 1 + 1273 + 2 + 36, Idle: 87613 + 197, Stolen: 30), ProcStat.Parse(Stat));

    [Fact]
    public void What_was_spent_between_two_looks_is_their_difference()
    {
        var earlier = ProcStat.Parse(Stat);

        Assert.Equal(new ProcStat(5, 15, 2), (earlier with { Busy = earlier.Busy + 5, Idle = earlier.Idle + 15, Stolen = earlier.Stolen + 2 }).Since(earlier));
        // Linux lets the idle time of a core that was switched off run backwards.
        Assert.Equal(new ProcStat(9, 0, 0), (earlier with { Busy = earlier.Busy + 9, Idle = earlier.Idle - 3 }).Since(earlier));
        Assert.Throws<FormatException>(() => earlier.Since(earlier));
    }

    [Theory]
    [InlineData("")]
    [InlineData("cpu0 1 2 3 4 5 6 7 8\n")]
    [InlineData("cpu  1 2 3 4 5 6 7\n")]
    [InlineData("cpu  1 2 3 4 five 6 7 8\n")]
    [InlineData("cpu  1 2 3 -4 5 6 7 8\n")]
    public void What_is_no_proc_stat_is_not_read(string text) => Assert.Throws<FormatException>(() => ProcStat.Parse(text));

    [Fact]
    public void Memory_is_read_in_bytes() =>
        Assert.Equal(new MemoryState(24684084L * 1024, 23868668L * 1024, 97148L * 1024), MemInfo.Parse(Memory));

    [Theory]
    [InlineData("")]
    [InlineData("MemTotal: 1 kB\nMemAvailable: 1 kB\nSwapTotal: 1 kB\n")]
    [InlineData("MemTotal: 1 MB\nMemAvailable: 1 kB\nSwapTotal: 1 kB\nSwapFree: 1 kB\n")]
    [InlineData("MemTotal: x kB\nMemAvailable: 1 kB\nSwapTotal: 1 kB\nSwapFree: 1 kB\n")]
    public void What_is_no_meminfo_is_not_read(string text) => Assert.Throws<FormatException>(() => MemInfo.Parse(text));

    [Theory]
    [InlineData("0::/user.slice/session.scope\n", "/user.slice/session.scope", null)]
    [InlineData("0::/\n", "/", null)]
    [InlineData("4:memory:/docker/ab\n2:cpu,cpuacct:/docker/ab\n0::/\n", "/", "/docker/ab")]
    [InlineData("9:name=systemd:/\n3:cpuset:/\n1:cpu:/\n", null, "/")]
    [InlineData("0::/with:colon\n", "/with:colon", null)]
    public void The_groups_of_a_process_are_found_in_both_versions(string text, string? unified, string? cpu) =>
        Assert.Equal((unified, cpu), Cgroup.PathsOf(text));

    [Fact]
    public void What_is_no_list_of_groups_is_not_read() => Assert.Throws<FormatException>(() => Cgroup.PathsOf("nonsense\n"));

    [Theory]
    [InlineData("max 100000\n", double.PositiveInfinity)]
    [InlineData("50000 100000\n", 0.5)]
    [InlineData("400000 100000", 4)]
    public void A_quota_of_version_2_is_so_many_cores(string text, double cores) => Assert.Equal(cores, Cgroup.CoresOf(text));

    [Theory]
    [InlineData("-1\n", "100000\n", double.PositiveInfinity)]
    [InlineData("150000\n", "100000\n", 1.5)]
    public void A_quota_of_version_1_is_so_many_cores(string quota, string period, double cores) => Assert.Equal(cores, Cgroup.CoresOf(quota, period));

    [Theory]
    [InlineData("")]
    [InlineData("max")]
    [InlineData("0 100000")]
    [InlineData("50000 0")]
    [InlineData("many 100000")]
    public void What_is_no_quota_is_not_read(string text) => Assert.Throws<FormatException>(() => Cgroup.CoresOf(text));

    [Fact]
    public void Short_texts_are_read_for_what_they_are()
    {
        Assert.Equal((true, false), (SysText.Flag("1\n"), SysText.Flag("0")));
        Assert.Equal((17, "powersave", 0.25), (SysText.Count("17\n"), SysText.Word("powersave\n"), SysText.LoadAverage("0.25 0.10 0.05 1/83 4375\n")));
        Assert.Equal("Ausbalanciert", SysText.PowerPlan("GUID des Energieschemas: 381b4222-f694-41f0-9685-ff5bb260df2e  (Ausbalanciert)\r\n"));
        Assert.Equal("high performance", SysText.PowerPlan("GUID des Energieschemas: 8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c  (Höchstleistung)\r\n"));
        Assert.True(SysText.DrawsFromBattery("Now drawing from 'Battery Power'\n -InternalBattery-0 (id=1)\t82%; discharging; 3:20 remaining\n"));
        Assert.False(SysText.DrawsFromBattery("Now drawing from 'AC Power'\n"));
    }

    [Theory]
    [InlineData("2\n", "00000000\n", true)]
    [InlineData("1\n", "00400000\n", true)]
    [InlineData("0\n", "00000000\n", false)]
    [InlineData("2\n", "00040000\n", false)]
    public void Memory_is_laid_out_anew_where_neither_the_system_nor_the_process_is_told_otherwise(string setting, string personality, bool isRandom) =>
        Assert.Equal(isRandom, SysText.IsLayoutRandom(setting, personality));

    [Fact]
    public void Short_texts_that_are_something_else_are_not_read() => Assert.All(
        new Action[]
        {
            () => SysText.Flag(""), () => SysText.Flag("2"), () => SysText.Flag("yes"),
            () => SysText.Count(""), () => SysText.Count("-1"), () => SysText.Count("1.5"),
            () => SysText.IsLayoutRandom("", "0"), () => SysText.IsLayoutRandom("2", ""), () => SysText.IsLayoutRandom("2", "none"),
            () => SysText.Word(""), () => SysText.Word("<unknown> or two"),
            () => SysText.LoadAverage(""), () => SysText.LoadAverage("NaN 1 2"),
            () => SysText.PowerPlan(""), () => SysText.PowerPlan(")("),
            () => SysText.DrawsFromBattery(""), () => SysText.DrawsFromBattery("Now drawing from 'UPS'"),
        },
        read => Assert.Throws<FormatException>(read));
}
