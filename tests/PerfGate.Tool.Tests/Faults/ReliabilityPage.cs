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
        Assert.Empty(rows.Where(row => !row.Groups["core"].Success).Select(row => row.Groups["test"].Value).Where(test => !tests.Contains(test)));
        Assert.Empty(rows.Where(row => row.Groups["core"].Success).Select(row => row.Groups["test"].Value.Split('.')).Where(test => !ofCore.Contains($"class {test[0]}", StringComparison.Ordinal) || !ofCore.Contains($" {test[1]}(", StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"\| (?<core>Core: )?`(?<test>\w+\.\w+)` \|\r?$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
