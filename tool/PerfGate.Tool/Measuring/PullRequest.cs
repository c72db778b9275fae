using System.Text.RegularExpressions;
using PerfGate.Diagnostics;
using PerfGate.Results;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Measuring;

/// <summary>The pull request that a CI system says it builds.</summary>
/// <param name="Name">What it is, for people.</param>
/// <param name="Target">The commit or branch that it is to be merged into, as far as the CI system tells.</param>
/// <param name="IsBase">Whether <paramref name="Target"/> is the very commit to judge against; else that is the merge base with it.</param>
internal sealed partial record PullRequest(string Name, string Target, bool IsBase)
{
    /// <summary>Whether HEAD is the CI system's own merge of it: then the first parent is the target as it was merged into.</summary>
    public bool IsMerged { get; private init; }

    /// <summary>Asks the CI system's variables, and its event file; null where this is no pull request.</summary>
    /// <param name="warn">Told what cannot be read.</param>
    public static PullRequest? Here(Action<Diagnostic> warn)
    {
        try
        {
            return Variable("GITHUB_ACTIONS") == "true" ? OfGitHub()
                : string.Equals(Variable("TF_BUILD"), "true", StringComparison.OrdinalIgnoreCase) ? OfAzure()
                : Variable("GITLAB_CI").Length > 0 ? OfGitLab()
                : null;
        }
        catch (Exception e) when (DiskErrors.Is(e) || e is FormatException)
        {
            warn(Diagnostic.Warning(
                DiagnosticCode.PG3015, "the base of this pull request cannot be told, so the check is judged against the stored baseline",
                e.Message, "Name the commit: `dotnet perfgate check --against COMMIT`"));
            return null;
        }
    }

    private static PullRequest? OfGitHub()
    {
        var (kind, reference) = (Variable("GITHUB_EVENT_NAME"), Variable("GITHUB_REF"));
        if (kind is not ("pull_request" or "pull_request_target" or "merge_group"))
        {
            return null;
        }

        var payload = InputFile.Read(Variable("GITHUB_EVENT_PATH") is { Length: > 0 } path ? path : throw new FormatException("GITHUB_EVENT_PATH names no file"), InputFile.MostOfText);
        return kind == "merge_group"
            ? new PullRequest("the merge queue's group", Checked(EventFile.Text(payload, "merge_group", "base_sha")), IsBase: true)
            : new PullRequest("this pull request", Checked(EventFile.Text(payload, "pull_request", "base", "sha")), IsBase: false)
            {
                IsMerged = MergeReference().IsMatch(reference),
            };
    }

    private static PullRequest? OfAzure() => Variable("BUILD_REASON") != "PullRequest" ? null
        : new PullRequest("this pull request", Branch(Variable("SYSTEM_PULLREQUEST_TARGETBRANCH")), IsBase: false)
        {
            IsMerged = MergeReference().IsMatch(Variable("BUILD_SOURCEBRANCH")),
        };

    // The first is there in a pipeline for merged results only, whose HEAD is the merge.
    private static PullRequest? OfGitLab() => Variable("CI_MERGE_REQUEST_IID").Length == 0 ? null
        : Variable("CI_MERGE_REQUEST_TARGET_BRANCH_SHA") is { Length: > 0 } target ? new PullRequest("this merge request", Checked(target), IsBase: true)
        : new PullRequest("this merge request", Checked(Variable("CI_MERGE_REQUEST_DIFF_BASE_SHA")), IsBase: true);

    private static string Checked(string hash) => Git.IsWholeHash(hash) ? hash : throw new FormatException("what should be the base's commit is none");

    private static string Branch(string reference) => reference.StartsWith("refs/heads/", StringComparison.Ordinal)
        ? $"refs/remotes/origin/{reference["refs/heads/".Length..]}"
        : throw new FormatException("SYSTEM_PULLREQUEST_TARGETBRANCH names no branch");

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? "";

    [GeneratedRegex(@"\Arefs/pull/[0-9]+/merge\z")]
    private static partial Regex MergeReference();
}
