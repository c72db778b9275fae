using PerfGate.Explaining;

namespace PerfGate.Core.Tests.Explaining;

public class JitOutputTests
{
    internal const string Before = """
           1: JIT compiled Lib.Hot:Polynomial(int[]) [Instrumented Tier0, IL size=31, code size=175]
        ; Assembly listing for method Lib.Hot:Polynomial(int[]):long (Instrumented Tier0)
        ; Emitting BLENDED_CODE for X64

        G_M000_IG01:
               call     [Lib.Hot:Mix(int,int):long]
        ; Total bytes of code 175

           2: JIT compiled Lib.Hot:Mix(int,int) [Tier0, IL size=7, code size=37]
        ; Assembly listing for method Lib.Hot:Polynomial(int[]):long (Tier1)
        G_M000_IG01:
               shl      r8, 5
               ret
        ; Total bytes of code 48

        ; Assembly listing for method Lib.Hot:Polynomial(int[]):long (Tier1-OSR @0x10)
        G_M000_IG01:
               nop
        ; Total bytes of code 99

        """;

    internal const string After = """
        ; Assembly listing for method Lib.Hot:Polynomial(int[]):long (Tier1)
        G_M000_IG01:
               call     [Lib.Hot:Mix(int,int):long]
               call     [Lib.Hot:New(int):long]
               tail.jmp [Lib.Hot:Mix(int,int):long]
               call     rax
        ; Total bytes of code 61

        ; Assembly listing for method Lib.Hot:CutOff(int[]):long (Tier1)
        G_M000_IG01:
        """;

    [Fact]
    public void The_last_listing_of_a_method_counts_unless_it_was_made_in_the_middle_of_a_loop()
    {
        var code = Assert.Single(JitOutput.Read(Before).Last).Value;

        Assert.Equal(("Tier1", 48, "G_M000_IG01:\n       shl      r8, 5\n       ret"), (code.Tier, code.Size, code.Text));
    }

    [Fact]
    public void A_listing_that_is_cut_off_is_left_out() => Assert.Equal(["Lib.Hot:Polynomial(int[]):long"], JitOutput.Read(After).Last.Keys);

    [Fact]
    public void A_method_that_was_made_only_quickly_is_unfinished()
    {
        const string End = "; Total bytes of code 175";

        Assert.False(JitOutput.Read(Before).IsUnfinished);
        Assert.True(JitOutput.Read(Before[..(Before.IndexOf(End, StringComparison.Ordinal) + End.Length)]).IsUnfinished);
    }

    [Fact]
    public void A_method_that_ran_before_and_is_called_only_now_was_inlined()
    {
        var change = Assert.Single(CodeChange.Between(JitOutput.Read(Before), JitOutput.Read(After), (_, _) => "+call"));

        // New was not there before, so it was no part of anything.
        Assert.Equal(["Lib.Hot:Mix(int,int):long"], change.NoLongerInlined);
        Assert.Equal((48, 61), (change.SizeBefore, change.SizeAfter));
    }

    [Fact]
    public void Code_that_is_alike_is_no_change() => Assert.Empty(CodeChange.Between(JitOutput.Read(Before), JitOutput.Read(Before), (a, b) => a == b ? "" : "-"));

    [Fact]
    public void Line_endings_do_not_matter() =>
        Assert.Equal(["Lib.Hot:Mix(int,int):long", "Lib.Hot:New(int):long"], JitOutput.Read(After.ReplaceLineEndings("\r\n")).Last.Values.Single().Calls);
}
