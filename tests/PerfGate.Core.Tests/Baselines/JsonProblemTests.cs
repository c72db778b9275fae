using System.Text;
using PerfGate.Baselines;
using PerfGate.Diagnostics;

namespace PerfGate.Core.Tests.Baselines;

public class JsonProblemTests
{
    [Theory]
    [InlineData("{}", "it lacks 'format'")]
    [InlineData("""{ "format": 1, "schemaVersion": 1, "environment": "", "sessions": [] }""", "line 1, at $.format: a value of another kind")]
    [InlineData("""{ "format": null, "schemaVersion": 1, "environment": "", "sessions": [] }""", "null, where a value is expected")]
    [InlineData("{\n\n\"format\": oops }", "line 3")]
    public void No_type_of_ours_is_named(string json, string said)
    {
        var problem = Assert.Throws<PerfGateException>(() => MeasurementsReader.Read("b.json", Encoding.UTF8.GetBytes(json))).Diagnostic;

        Assert.Contains(said, problem.Evidence, StringComparison.Ordinal);
        Assert.DoesNotContain("PerfGate.", problem.Evidence, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", problem.Evidence, StringComparison.Ordinal);
    }
}
