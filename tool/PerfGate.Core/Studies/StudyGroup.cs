using System.Collections.Immutable;

namespace PerfGate.Studies;

/// <summary>The operations of one class of benchmarks.</summary>
/// <param name="Name">The class's name; with as much before it as tells it from the other groups.</param>
/// <param name="FileName">The same, fit for the name of a file, and distinct where letter case does not count.</param>
/// <param name="Operations">Its operations, by name.</param>
public sealed record StudyGroup(string Name, string FileName, ImmutableArray<StudyOperation> Operations)
{
    /// <summary>The arms that any of its operations has, of those given.</summary>
    public IEnumerable<StudyArm> ArmsOf(IEnumerable<StudyArm> arms) =>
        arms.Where(arm => Operations.Any(operation => operation.Rows.Any(row => row.Find(arm) is not null)));
}
