using PerfGate.Explaining;

namespace PerfGate.Core.Tests.Explaining;

public class MethodTextTests
{
    [Theory]
    [InlineData("Lib.Hot.SumEven(int32[])", "Hot.SumEven")]
    [InlineData("Hot.SumEven(int32[])", "Hot.SumEven")]
    [InlineData("Lib.Hot..ctor(int32)", "Hot..ctor")]
    [InlineData("Lib.Outer+Inner.Work()", "Inner.Work")]
    [InlineData("System.Linq.Enumerable+ArrayWhereIterator`1[System.Int32].ToList()", "ArrayWhereIterator.ToList")]
    [InlineData("System.Collections.Generic.Dictionary`2[System.__Canon,System.Collections.Generic.List`1[System.Int32]].FindValue(!0)", "Dictionary.FindValue")]
    [InlineData("Lib.Hot+<>c.<SumEven>b__0_0(int32)", "a lambda in Hot.SumEven")]
    [InlineData("Lib.Hot+<>c__DisplayClass1_0.<SumEven>b__0(int32)", "a lambda in Hot.SumEven")]
    [InlineData("Lib.Hot.<SumEven>g__Inner|0_0(int32)", "a local function in Hot.SumEven")]
    [InlineData("Lib.Hot+<RunAsync>d__3.MoveNext()", "Hot.RunAsync")]
    [InlineData("memset", "memset")]
    public void A_name_is_short_and_as_it_stands_in_the_source(string name, string expected) => Assert.Equal(expected, MethodText.Short(name));

    [Theory]
    [InlineData("Lib.Hot:Mix(int,int):long", "Lib.Hot.Mix(int,int)")]
    [InlineData("System.Collections.Generic.List`1[int]:Add(int):this", "System.Collections.Generic.List`1.Add(int)")]
    [InlineData("Lib.Outer+Inner:Work()", "Lib.Outer+Inner.Work()")]
    public void The_JITs_name_is_that_of_the_runtimes_events(string jit, string expected)
    {
        Assert.Equal(expected, MethodText.OfJit(jit));
        Assert.True(MethodText.AreSame(MethodText.OfJit(jit), expected));
    }

    [Fact]
    public void Forms_of_a_method_are_the_same_and_methods_of_other_types_are_not()
    {
        Assert.True(MethodText.AreSame("Lib.Box`1[System.Int32].Get(!0)", "Lib.Box`1[System.__Canon].Get(!0)"));
        Assert.False(MethodText.AreSame("Lib.Hot.Work()", "Lib.Cold.Work()"));
        Assert.False(MethodText.AreSame("Lib.Hot.Work()", "Lib.Hot.Works()"));
    }

    [Theory]
    [InlineData("Lib.Hot.SumEven(int32[])", "Lib.Hot:SumEven")]
    [InlineData("Lib.Box`1[System.Int32].Get(!0)", "Lib.Box`1*:Get")]
    public void The_JIT_is_asked_for_all_forms_of_a_method(string name, string expected) => Assert.Equal(expected, MethodText.ForJit(name));

    [Theory]
    [InlineData("System.Int32[]", "Int32[]")]
    [InlineData("System.Int32[,]", "Int32[,]")]
    [InlineData("System.Predicate`1[System.Int32]", "Predicate<Int32>")]
    [InlineData("System.Collections.Generic.Dictionary`2[System.String,System.Collections.Generic.List`1[System.Int32]]", "Dictionary<String,List<Int32>>")]
    [InlineData("Entry[System.Int32,System.String][]", "Entry<Int32,String>[]")]
    [InlineData("Lib.Hot+<>c__DisplayClass0_0", "a closure")]
    [InlineData("<>c__DisplayClass0_0", "a closure")]
    public void A_type_is_named_without_namespaces(string name, string expected) => Assert.Equal(expected, MethodText.ShortType(name));
}
