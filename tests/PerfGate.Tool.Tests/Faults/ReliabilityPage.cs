using System.Reflection;
using System.Text.RegularExpressions;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Faults;

public partial class ReliabilityPage
{
    [Fact]
    public async Task Every_test_that_it_names_is_there()
    {
        var page = await File.ReadAllTextAsync(Repository.File("docs/reliability.md"), TestContext.Current.CancellationToken);
        var tests = typeof(ReliabilityPage).Assembly.GetTypes().SelectMany(type => type.GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null).Select(method => $"{type.Name}.{method.Name}")).ToHashSet();
        var ofCore = string.Concat(Directory.GetFiles(Repository.File("tests/PerfGate.Core.Tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        var rows = Row().Matches(page);

        Assert.InRange(rows.Count, 60, int.MaxValue);
        Assert.All(rows, row =>
        {
            var test = row.Groups["test"].Value;
            Assert.True(
                row.Groups["core"].Success ? test.Split('.') is [var type, var method] && ofCore.Contains($"class {type}", StringComparison.Ordinal) && ofCore.Contains($" {method}(", StringComparison.Ordinal) : tests.Contains(test),
                $"there is no test {test}");
        });
    }

    [GeneratedRegex(@"\| (?<core>Core: )?`(?<test>\w+\.\w+)` \|\r?$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
