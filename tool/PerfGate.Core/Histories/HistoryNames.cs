using PerfGate.Model;


namespace PerfGate.Histories;

/// <summary>Texts and names that stand in every session again, made once: a history of a million values has a few hundred.</summary>
public sealed class HistoryNames
{
    private readonly Dictionary<string, string> _texts = [];
    private readonly Dictionary<string, BenchmarkId> _ids = [];
    private readonly Dictionary<(string Name, string? Unit, string? Kind, string? Direction), Metric> _metrics = [];

    internal string Of(string text) => _texts.TryGetValue(text, out var known) ? known : _texts[text] = text;

    internal BenchmarkId IdOf(string name) => _ids.TryGetValue(name, out var known) ? known : _ids[name] = BenchmarkId.Parse(name);

    internal Metric MetricOf(string name, HistoryValueJson json)
    {
        var key = (name, json.Unit, json.Kind, json.Direction);
        return _metrics.TryGetValue(key, out var known) ? known : _metrics[key] = Make(name, json);
    }

    private static Metric Make(string name, HistoryValueJson json) => (json.Unit, json.Kind, json.Direction) switch
    {
        (null, null, null) when name == Metric.Time.Name => Metric.Time,
        (null, null, null) when name == Metric.Allocated.Name => Metric.Allocated,
        _ when string.IsNullOrWhiteSpace(name) => throw new FormatException("a metric has no name"),
        ({ } unit, { } kind, var direction) => new Metric(
            name, unit,
            direction switch
            {
                null or "lowerIsBetter" => MetricDirection.LowerIsBetter,
                "higherIsBetter" => MetricDirection.HigherIsBetter,
                _ => throw new FormatException($"'{direction}' is no direction of a metric"),
            },
            kind switch
            {
                "sampled" => MetricKind.Sampled,
                "exact" => MetricKind.Exact,
                _ => throw new FormatException($"'{kind}' is no kind of metric"),
            }),
        _ => throw new FormatException($"metric '{name}' lacks its unit or its kind"),
    };
}
