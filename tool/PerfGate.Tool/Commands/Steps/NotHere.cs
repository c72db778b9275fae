using PerfGate.Diagnostics;
using PerfGate.Gating.Model;
using PerfGate.Results;
using PerfGate.Tool.Machines;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>
/// Whether suspects that were measured elsewhere are measured again here: on a machine of their model, where their source is checked out. Those of a pull request whose base is not
/// what is stored are on any machine: else what its target branch made slower were charged to it.
/// </summary>
/// <param name="confirms">Whether somebody wants that.</param>
/// <param name="head">The commit that is checked out; null where there is none.</param>
/// <param name="measured">The commit that was measured.</param>
/// <param name="target">The base of the pull request; null where there is none.</param>
internal sealed class NotHere(bool confirms, CommitInfo? head, CommitInfo? measured, CommitInfo? target)
{
    private readonly HostEnvironment _here = HostFacts.Complete(new HostEnvironment("", 0, "", "", ""));

    /// <summary>Why not; null where they may be.</summary>
    public Diagnostic? Of(GateInput input) =>
        !confirms ? Why("it was not wanted", "Leave out --no-confirm")
        : head is null || head.Hash != measured?.Hash ? Why("the commit that was measured is not checked out here", "Check it out in the job that judges")
        : target is not null && input.Baseline?.Sessions.Any(session => session.Provenance.Commit?.Hash != target.Hash) == true ? null
        : !input.IsSameEnvironment ? Why("their baseline is another machine's", "Store a baseline of that machine: `dotnet perfgate baseline update --missing`")
        : _here.Processor.Length == 0 || !_here.IsSameMachineAs(input.Candidate.Environment)
            ? Why($"they were measured on {input.Candidate.Environment.Processor}, and this is {(_here.Processor.Length == 0 ? "an unknown processor" : _here.Processor)}", "Judge on a machine of their model to have them measured again")
        : null;

    private static Diagnostic Why(string evidence, string remedy) => new(
        DiagnosticCode.PG3007, Severity.Note, "suspects of the shards were not measured again beside the baseline's commit, so the verdict rests on the stored baseline, and on how much times differ from day to day",
        evidence, remedy);
}
