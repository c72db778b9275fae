using System.Reflection;

namespace PerfGate.Evaluation.EndToEnd;

/// <summary>Where the build left what is run.</summary>
internal static class Paths
{
    /// <summary>The tool's main assembly.</summary>
    public static string Tool { get; } = Noted("Tool");

    /// <summary>The folder of the suite that replays, ready to be copied.</summary>
    public static string Replay { get; } = Noted("Replay");

    private static string Noted(string key) =>
        Path.GetFullPath(typeof(Paths).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!);
}
