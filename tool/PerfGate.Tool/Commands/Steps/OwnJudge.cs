using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Gating.Model;
using PerfGate.Policies;
using PerfGate.Tool.Measuring;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>Says where a pull request changes what it is judged by.</summary>
internal static class OwnJudge
{
    /// <summary>The same inputs, the first with a diagnostic where that is so: a warning, or an error where what is undecided fails, too.</summary>
    public static async Task<IReadOnlyList<GateInput>> NoteAsync(IReadOnlyList<GateInput> inputs, Measurement measurement, GatePolicy policy, CancellationToken cancellation)
    {
        if (measurement.Base is not { } commit || measurement.IsProtected)
        {
            return inputs;
        }

        var changed = await ChangedFiles.SinceAsync(measurement.Folder, commit, [measurement.ConfigPath, .. measurement.Store.Documents.Paths], cancellation);
        return changed is [] ? inputs :
        [
            inputs[0] with
            {
                Candidate = inputs[0].Candidate.WithNotes([new Diagnostic(
                    DiagnosticCode.PG3016, policy.OnInconclusive == PolicyAction.Fail ? Severity.Error : Severity.Warning,
                    changed is null ? "whether this pull request changes what it is judged by cannot be told" : "this pull request changes what it is judged by",
                    changed is null ? $"its base {commit.Short} is not in this clone" : Format.Some([.. changed.Select(path => Path.GetRelativePath(measurement.Folder, path))]),
                    "Look at these changes; to judge it by the files of its target branch, use `dotnet perfgate check --baseline-from BRANCH`")]),
            },
            .. inputs.Skip(1),
        ];
    }
}
