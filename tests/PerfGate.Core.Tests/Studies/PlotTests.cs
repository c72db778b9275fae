using System.Globalization;
using System.Xml.Linq;
using PerfGate.Reporting.Studies;

namespace PerfGate.Core.Tests.Studies;

public class PlotTests
{
    public static TheoryData<string> Groups => [.. Demo.Recorded.Groups.Select(group => group.Name)];

    [Theory]
    [MemberData(nameof(Groups))]
    public void Is_readable_XML_with_every_operation_and_arm_as_text(string name)
    {
        var result = Demo.Recorded;
        var group = result.Groups.Single(g => g.Name == name);

        var texts = TextsOf(StudyPlot.Render(result.Study, group));

        var compared = group.Operations.SelectMany(operation => operation.Rows.Select(row => (operation, row)))
            .Where(x => x.row.Comparisons.Any(c => c.Pair.Against == result.Study.Base)).ToList();
        Assert.NotEmpty(compared);
        Assert.All(compared, x => Assert.Contains(texts, text =>
            text.Contains(x.operation.Name, StringComparison.Ordinal) && text.Contains(x.row.Parameters, StringComparison.Ordinal)));
        Assert.All(group.ArmsOf(result.Study.Arms).Where(arm => arm != result.Study.Base), arm => Assert.Contains(arm.Name, texts));
        Assert.Contains("1", texts);
    }

    [Fact]
    public void Is_the_same_for_the_same_run_in_every_culture()
    {
        var result = Demo.Recorded;
        var once = StudyPlot.Render(result.Study, result.Groups[0]);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = "," } };

            Assert.Equal(once, StudyPlot.Render(result.Study, result.Groups[0]));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Has_a_white_ground_on_which_its_text_can_be_read()
    {
        var result = Demo.Recorded;
        var svg = XDocument.Parse(StudyPlot.Render(result.Study, result.Groups[0]));

        Assert.Contains(svg.Descendants(), e => e.Name.LocalName == "rect"
            && (e.Attribute("fill")?.Value ?? e.Attribute("style")?.Value ?? "") is var fill
            && (fill.Contains("white", StringComparison.OrdinalIgnoreCase) || fill.Contains("rgb(255,255,255)", StringComparison.Ordinal)));
    }

    [Fact]
    public void Is_not_there_for_a_group_without_a_comparison_with_the_base()
    {
        var result = Demo.Compare(Demo.Time("AddEagerByHand"), Demo.Time("AddLazy"));

        Assert.False(StudyPlot.Has(result.Study, result.Groups.Single()));
    }

    [Fact]
    public void Bears_an_interval_that_three_launches_leave_open()
    {
        var result = Demo.Compare(Make.Time("AddEager", 1, 2, 3), Make.Time("AddLazy", 1, 2, 3));

        Assert.DoesNotContain("NaN", StudyPlot.Render(result.Study, result.Groups.Single()), StringComparison.Ordinal);
    }

    private static List<string> TextsOf(string svg) =>
        [.. XDocument.Parse(svg).Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value)];
}
