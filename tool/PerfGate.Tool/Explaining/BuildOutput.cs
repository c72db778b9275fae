using System.Text.Json;
using PerfGate.Explaining;
using PerfGate.Tool.Measuring;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Explaining;

/// <summary>What a build left beside a suite's program: which assemblies are of its own source, with which packages, and with which settings it runs.</summary>
internal sealed class BuildOutput
{
    private readonly SortedDictionary<string, string> _packages = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _runtimes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _settings = new(StringComparer.Ordinal);
    private readonly HashSet<string> _projects = new(StringComparer.OrdinalIgnoreCase);

    private BuildOutput(BuiltSuite built) => Folder = Path.GetDirectoryName(built.Assembly)!;

    /// <summary>The folder of the program.</summary>
    public string Folder { get; }

    /// <summary>Whether an assembly, by its name without extension, is built from source.</summary>
    public bool IsOwn(string assembly) => _projects.Contains(assembly);

    /// <summary>Reads what is there; what is not, or cannot be read, is left out.</summary>
    public static BuildOutput Of(BuiltSuite built)
    {
        var output = new BuildOutput(built);
        output._projects.Add(Path.GetFileNameWithoutExtension(built.Assembly));
        Read(Path.ChangeExtension(built.Assembly, ".deps.json"), output.TakeDependencies);
        Read(Path.ChangeExtension(built.Assembly, ".runtimeconfig.json"), output.TakeSettings);
        return output;
    }

    /// <summary>What two builds do not have alike.</summary>
    public static IReadOnlyList<SettingChange> Between(BuildOutput before, BuildOutput after) =>
    [
        .. Between("runtime", before._runtimes, after._runtimes),
        .. Between("package", before._packages, after._packages),
        .. Between("setting", before._settings, after._settings),
    ];

    private static IEnumerable<SettingChange> Between(string kind, SortedDictionary<string, string> before, SortedDictionary<string, string> after) =>
        before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
            .Select(name => new SettingChange(kind, name, before.GetValueOrDefault(name), after.GetValueOrDefault(name)))
            .Where(change => change.Before != change.After);

    private static void Read(string path, Action<JsonElement> take)
    {
        try
        {
            using var json = JsonDocument.Parse(InputFile.Read(path));
            take(json.RootElement);
        }
        catch (Exception e) when (DiskErrors.Is(e) || e is JsonException or InvalidOperationException or KeyNotFoundException or Diagnostics.PerfGateException)
        {
            // The explanation has less to say.
        }
    }

    private void TakeDependencies(JsonElement json)
    {
        foreach (var library in json.GetProperty("libraries").EnumerateObject())
        {
            var parts = library.Name.Split('/', 2);
            if (library.Value.GetProperty("type").GetString() == "project")
            {
                _projects.Add(parts[0]);
            }
            else if (parts.Length == 2)
            {
                _packages[parts[0]] = parts[1];
            }
        }
    }

    private void TakeSettings(JsonElement json)
    {
        var options = json.GetProperty("runtimeOptions");
        IEnumerable<JsonElement> frameworks = options.TryGetProperty("framework", out var one) ? [one] : options.TryGetProperty("frameworks", out var several) ? several.EnumerateArray() : [];
        foreach (var framework in frameworks)
        {
            _runtimes[framework.GetProperty("name").GetString()!] = framework.GetProperty("version").GetString()!;
        }

        foreach (var setting in options.TryGetProperty("configProperties", out var settings) ? settings.EnumerateObject() : default)
        {
            _settings[setting.Name] = setting.Value.ToString();
        }
    }
}
