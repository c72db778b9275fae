using System.Collections.Immutable;

namespace PerfGate.Configuration;

/// <summary>Reads a suite that is a command and no project.</summary>
internal static class CommandSuiteReader
{
    public static SuiteConfig Read(ConfigValues values, string path, SuiteJson json)
    {
        RefuseKeysOfProjects(values, path, json);
        var start = Words(values, $"{path}.command", json.Command);
        var launches = values.AtLeastOne($"{path}.launches", json.Launches, ConfigReader.DefaultLaunches);
        return new SuiteConfig(
            values.Name($"{path}.name", values.Text($"{path}.name", json.Name)),
            Project: null,
            Framework: null,
            values.Filters($"{path}.filter", json.Filter),
            Isolation.InProcess,
            launches,
            values.AtLeastOne($"{path}.quickLaunches", json.QuickLaunches, Math.Max(1, launches / 4)),
            Arguments: [])
        {
            LaunchTimeout = values.Time($"{path}.launchTimeout", json.LaunchTimeout),
            Command = new SuiteCommand(start, json.Build is null ? [] : Words(values, $"{path}.build", json.Build)),
        };
    }

    private static void RefuseKeysOfProjects(ConfigValues values, string path, SuiteJson json)
    {
        (string Key, object? Value)[] keys =
            [("project", json.Project), ("framework", json.Framework), ("isolation", json.Isolation), ("arguments", json.Arguments)];
        if (Array.Find(keys, key => key.Value is not null) is { Key: { } key })
        {
            throw values.Wrong(
                $"{path}.{key}", $"a suite with a \"{(json.Command is null ? "build" : "command")}\" has no \"{key}\"",
                "A suite is a project that is built and run with BenchmarkDotNet, or a command; write two suites for both");
        }
    }

    private static ImmutableArray<string> Words(ConfigValues values, string path, string?[]? words) => words is not { Length: > 0 }
        ? throw values.Wrong(path, "a command is missing", """Give the program and its arguments: ["./bench.sh", "--fast"]""")
        : [values.Text($"{path}[0]", words[0]), .. words.Skip(1).Select((word, i) => word ?? throw values.Wrong($"{path}[{i + 1}]", "null is no argument", "Remove it"))];
}
