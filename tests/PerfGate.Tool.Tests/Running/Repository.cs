using System.Reflection;

namespace PerfGate.Tool.Tests.Running;

/// <summary>Where the tests' own files are, as the build noted it.</summary>
internal static class Repository
{
    private static string Tests { get; } = Built("Tests");

    /// <summary>A path that the build of the tests noted under a name.</summary>
    public static string Built(string name) => typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == name).Value!;

    /// <summary>The project of a sample suite.</summary>
    public static string Sample(string name) => Path.Combine(Tests, "samples", name, $"{name}.csproj");

    /// <summary>A file of a sample suite.</summary>
    public static string Sample(string name, string file) => Path.Combine(Tests, "samples", name, file);

    /// <summary>A file of the repository.</summary>
    public static string File(string name) => Path.Combine(Tests, "..", name);

    /// <summary>A file or folder of recorded results.</summary>
    public static string Data(string name) => Path.Combine(Tests, "data", name);
}
