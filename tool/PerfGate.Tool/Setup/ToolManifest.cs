namespace PerfGate.Tool.Setup;

/// <summary>The file that names a repository's tools.</summary>
internal static class ToolManifest
{
    /// <summary>Where it may be, below a repository's folder.</summary>
    public static readonly string[] Places = [".config/dotnet-tools.json", "dotnet-tools.json"];

    /// <summary>Whether a manifest here or above names this tool.</summary>
    public static bool Names(string root)
    {
        for (var folder = root; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Places.Select(place => Path.Combine(folder, place)).Any(file => File.Exists(file) && File.ReadAllText(file).Contains("\"perfgate.tool\"", StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }
}
