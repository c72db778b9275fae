namespace PerfGate.Tool.Reporting;

/// <summary>The CI system that this process runs in, by the variables that it sets.</summary>
internal static class CiSystem
{
    /// <summary>The format of a report that it reads from standard output; null where it reads none (as GitLab), or where this is no CI system that is known.</summary>
    public static string? Format =>
        Is("GITHUB_ACTIONS", "true") ? "github"
        : Is("TF_BUILD", "true") ? "azure"
        : Environment.GetEnvironmentVariable("TEAMCITY_VERSION") is { Length: > 0 } ? "teamcity"
        : null;

    private static bool Is(string variable, string value) => string.Equals(Environment.GetEnvironmentVariable(variable), value, StringComparison.OrdinalIgnoreCase);
}
