using System.Reflection;

namespace PerfGate.Tool.Storage;

/// <summary>The version of this tool, as it stands in what it stores.</summary>
internal static class ToolVersion
{
    public static string Current { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
}
