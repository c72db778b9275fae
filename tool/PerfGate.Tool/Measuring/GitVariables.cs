namespace PerfGate.Tool.Measuring;

/// <summary>
/// The variables by which git tells a hook, and all that it starts, which repository it is of. Neither git nor a build that is started from here
/// may take that one for its own. What sets options, or says who somebody is, stays.
/// </summary>
internal static class GitVariables
{
    // `git rev-parse --local-env-vars`, without those of the configuration; what a push's quarantine sets; and how paths are read.
    private static readonly string[] Names =
    [
        "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_NAMESPACE", "GIT_IMPLICIT_WORK_TREE",
        "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE",
        "GIT_NO_REPLACE_OBJECTS", "GIT_REPLACE_REF_BASE", "GIT_INTERNAL_SUPER_PREFIX", "GIT_CONFIG",
        "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS",
    ];

    /// <summary>Each of them with the value that removes it.</summary>
    public static IReadOnlyDictionary<string, string?> Removed { get; } = Names.ToDictionary(name => name, string? (_) => null);
}
