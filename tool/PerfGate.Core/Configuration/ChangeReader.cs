using System.Collections.Immutable;
using PerfGate.Model;
using PerfGate.Policies;

namespace PerfGate.Configuration;

/// <summary>Reads what perfgate.json says of changes against the baseline that are meant: accepted regressions and renames.</summary>
internal static class ChangeReader
{
    public static ImmutableArray<Acceptance> ReadAccepted(ConfigValues values, AcceptedJson[]? accepted) =>
        [.. (accepted ?? []).Select((acceptance, i) => ReadAcceptance(values, $"$.accepted[{i}]", acceptance))];

    public static ImmutableArray<Rename> ReadRenames(ConfigValues values, RenameJson[]? renames)
    {
        ImmutableArray<Rename> read = [.. (renames ?? []).Select((rename, i) => new Rename(
            ReadName(values, $"$.renames[{i}].from", rename.From), ReadName(values, $"$.renames[{i}].to", rename.To)))];
        return read.Index().FirstOrDefault(r => r.Item.IsJob != r.Item.To.StartsWith('[')) is (var mixed, { } half)
            ? throw values.Wrong($"$.renames[{mixed}]", $"'{half.From}' and '{half.To}' are not both jobs", "Put both into brackets, or neither")
            : read.Index().FirstOrDefault(r => r.Item.From == r.Item.To) is (var same, { } rename)
            ? throw values.Wrong($"$.renames[{same}]", $"'{rename.From}' is renamed to itself", "Remove it")
            : read.GroupBy(r => r.From).FirstOrDefault(group => group.Count() > 1) is { } from
                ? throw values.Wrong("$.renames", $"'{from.Key}' is renamed twice", "A benchmark has one new name")
                : read.GroupBy(r => r.To).FirstOrDefault(group => group.Count() > 1) is { } to
                    ? throw values.Wrong("$.renames", $"two are renamed to '{to.Key}'", "Each needs a name of its own")
                    : read;
    }

    private static Acceptance ReadAcceptance(ConfigValues values, string path, AcceptedJson json)
    {
        var until = values.Day($"{path}.until", json.Until)
            ?? throw values.Wrong($"{path}.until", "an acceptance expires, and this one does not say when", "Give it the last day, such as \"2026-12-31\"");
        var since = values.Day($"{path}.since", json.Since);
        return since > until
            ? throw values.Wrong(path, "an acceptance ends before it begins", "Correct \"since\" or \"until\"")
            : new Acceptance(
                new Glob(values.Text($"{path}.benchmark", json.Benchmark)),
                values.Text($"{path}.metric", json.Metric ?? Metric.Time.Name),
                values.Within($"{path}.upTo", json.UpTo, 0, 100)
                    ?? throw values.Wrong($"{path}.upTo", "an acceptance needs a limit", "Say how much worse is accepted, as a share: 0.15 is 15 %"),
                values.Text($"{path}.reason", json.Reason),
                json.By,
                since,
                until);
    }

    private static string ReadName(ConfigValues values, string path, string? value)
    {
        var name = values.Text(path, value);
        return name is ['[', _, .., ']'] ? name
            : name.Any("*?()[]".Contains) || name.Split('.').Contains("")
            ? throw values.Wrong(path, $"'{name}' is no name", "Give the full name of a namespace, type or method, without parameters; all that is below it moves along. Or a job, in brackets")
            : name;
    }
}
