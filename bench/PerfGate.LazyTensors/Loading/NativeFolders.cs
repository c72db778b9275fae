using System.Runtime.InteropServices;

namespace PerfGate.LazyTensors.Loading;

/// <summary>Where the runtime looks for this application's native libraries.</summary>
internal static class NativeFolders
{
    /// <summary>The existing folders, each once, in the order in which the runtime searches them.</summary>
    public static IReadOnlyList<string> All { get; } = Find();

    /// <summary>The full path of a native library, or null if no folder holds it.</summary>
    public static string? Locate(string fileName) =>
        All.Select(folder => Path.Combine(folder, fileName)).FirstOrDefault(File.Exists);

    /// <summary>The runtime's own identifier may name a distribution, the packages' folders never do.</summary>
    private static string Platform => $"linux-{RuntimeInformation.ProcessArchitecture}".ToLowerInvariant();

    private static List<string> Find()
    {
        string searched = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        return [.. searched.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append(AppContext.BaseDirectory)
            .Append(Path.Combine(AppContext.BaseDirectory, "runtimes", Platform, "native"))
            .Select(folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))
            .Distinct()
            .Where(Directory.Exists)];
    }
}
