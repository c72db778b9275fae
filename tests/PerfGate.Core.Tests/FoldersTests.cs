using ArchUnitNET.Loader;
using static ArchUnitNET.Fluent.Slices.SliceRuleDefinition;

namespace PerfGate.Core.Tests;

/// <summary>A folder is one stage, so a reader can take one after the other.</summary>
public class FoldersTests
{
    private static readonly ArchUnitNET.Domain.Architecture Library = new ArchLoader().LoadAssembly(typeof(PerfGate.Gating.Gate).Assembly).Build();

    [Theory]
    [InlineData("PerfGate.(*)")]
    [InlineData("PerfGate.Gating.(*)")]
    [InlineData("PerfGate.Reporting.(*)")]
    [InlineData("PerfGate.Readers.(*)")]
    public void No_folders_depend_on_each_other_in_a_circle(string folders)
    {
        var rule = Slices().Matching(folders).Should().BeFreeOfCycles();

        Assert.True(rule.HasNoViolations(Library), string.Join('\n', rule.Evaluate(Library).Where(result => !result.Passed).Select(result => result.Description)));
    }
}
