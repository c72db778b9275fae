using System.Text.Json;
using NJsonSchema;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Reports.Reading;

/// <summary>SARIF as the standard's own schema has it.</summary>
internal static class Sarif
{
    private static readonly Lazy<Task<JsonSchema>> Schema = new(() => JsonSchema.FromFileAsync(Repository.Data("schemas/sarif-schema-2.1.0.json")));

    /// <summary>The results of a report that is valid; each one's rule is among the rules, with help.</summary>
    public static async Task<IReadOnlyList<JsonElement>> ReadAsync(string text)
    {
        Assert.Empty((await Schema.Value).Validate(text));
        var run = Assert.Single(JsonDocument.Parse(text).RootElement.GetProperty("runs").EnumerateArray().ToList());
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().ToList();
        Assert.All(rules, rule => Assert.NotEmpty(rule.GetProperty("help").GetProperty("text").GetString()!));
        List<JsonElement> results = [.. run.GetProperty("results").EnumerateArray()];
        Assert.All(results, result =>
            Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString()));
        return results;
    }
}
