using System.Collections.Immutable;
using PerfGate.Studies;

namespace PerfGate.Configuration;

/// <summary>Reads what perfgate.json says of the study of its arms.</summary>
internal static class StudyReader
{
    private const string DefaultTitle = "Study";

    public static Study? Read(ConfigValues values, StudyJson? json, double minimumEffect)
    {
        if (json is null)
        {
            return null;
        }

        var arms = ReadArms(values, json.Arms);
        var pairs = (json.Pairs ?? []).Select((pair, i) => ReadPair(values, $"$.study.pairs[{i}]", pair, arms)).ToImmutableArray();
        return new Study(
            json.Title is null ? DefaultTitle : values.Text("$.study.title", json.Title),
            ArmOf(values, "$.study.base", json.Base, arms),
            arms,
            pairs,
            values.Within("$.study.minimumEffect", json.MinimumEffect, 0, 100) ?? minimumEffect);
    }

    private static ImmutableArray<StudyArm> ReadArms(ConfigValues values, StudyArmJson[]? arms)
    {
        var read = (arms ?? []).Select((arm, i) => ReadArm(values, $"$.study.arms[{i}]", arm)).ToImmutableArray();
        return read.Length < 2
            ? throw values.Wrong("$.study.arms", "a study compares at least two arms", "Give each the suffix of its methods' names")
            : read.GroupBy(arm => arm.Suffix).FirstOrDefault(group => group.Count() > 1) is { } suffix
                ? throw values.Wrong("$.study.arms", $"two arms have the suffix '{suffix.Key}'", "Give each its own")
                : read.GroupBy(arm => arm.Name).FirstOrDefault(group => group.Count() > 1) is { } name
                    ? throw values.Wrong("$.study.arms", $"two arms are called '{name.Key}'", "Give each its own name")
                    : read;
    }

    private static StudyArm ReadArm(ConfigValues values, string path, StudyArmJson json)
    {
        var suffix = values.Text($"{path}.suffix", json.Suffix);
        return new StudyArm(suffix, json.Name is null ? suffix : values.Text($"{path}.name", json.Name), json.Description ?? "");
    }

    private static StudyPair ReadPair(ConfigValues values, string path, StudyPairJson json, ImmutableArray<StudyArm> arms)
    {
        var pair = new StudyPair(ArmOf(values, $"{path}.arm", json.Arm, arms), ArmOf(values, $"{path}.against", json.Against, arms));
        return pair.Arm == pair.Against
            ? throw values.Wrong(path, $"'{json.Arm}' is compared with itself", "Name two arms")
            : pair;
    }

    private static StudyArm ArmOf(ConfigValues values, string path, string? suffix, ImmutableArray<StudyArm> arms) =>
        arms.FirstOrDefault(arm => arm.Suffix == values.Text(path, suffix))
        ?? throw values.Wrong(path, $"no arm has the suffix '{suffix}'", $"Use one of {string.Join(", ", arms.Select(arm => arm.Suffix))}");
}
