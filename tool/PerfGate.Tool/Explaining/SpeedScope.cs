using System.Collections.Immutable;
using System.Text.Json;
using PerfGate.Explaining;

namespace PerfGate.Tool.Explaining;

/// <summary>Writes profiles in the file format of speedscope, a viewer of flame graphs: see its "file-format-spec".</summary>
internal static class SpeedScope
{
    /// <summary>What the files' names end in.</summary>
    public const string Extension = ".speedscope.json";

    private const string Schema = "https://www.speedscope.app/file-format-schema.json";

    /// <summary>One file with a profile for each side.</summary>
    /// <param name="name">The benchmark.</param>
    /// <param name="sides">The sides, each with its name and its starts.</param>
    public static string Render(string name, IEnumerable<(string Name, IReadOnlyList<Profile> Starts)> sides)
    {
        var frames = new Dictionary<string, int>();
        var profiles = sides.Select(side => Of(side.Name, [.. side.Starts.SelectMany(start => start.Stacks)], frames)).ToList();
        return JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["$schema"] = Schema,
            ["name"] = name,
            ["shared"] = new { frames = frames.OrderBy(frame => frame.Value).Select(frame => new { name = frame.Key }) },
            ["profiles"] = profiles,
        });
    }

    // The outermost method comes first there.
    private static object Of(string name, ImmutableArray<StackCount> stacks, Dictionary<string, int> frames) => new
    {
        type = "sampled",
        name,
        unit = "none",
        startValue = 0,
        endValue = stacks.Sum(stack => stack.Count),
        samples = stacks.Select(stack => stack.Frames.Reverse().Select(frame => IndexOf(frame.Method, frames)).ToArray()).ToArray(),
        weights = stacks.Select(stack => stack.Count).ToArray(),
    };

    private static int IndexOf(string method, Dictionary<string, int> frames)
    {
        if (!frames.TryGetValue(method, out var index))
        {
            frames[method] = index = frames.Count;
        }

        return index;
    }
}
