using System.Collections.Immutable;

namespace PerfGate.Studies;

/// <summary>One operation of a group, in all its arms.</summary>
/// <param name="Name">The methods' name without the suffix of the arm; empty where the suffix is all of it.</param>
/// <param name="Rows">One for each set of parameters, numbers in their natural order.</param>
public sealed record StudyOperation(string Name, ImmutableArray<StudyRow> Rows);
