namespace PerfGate.Studies;

/// <summary>One way of doing the same operation, told by how the names of its methods end.</summary>
/// <param name="Suffix">The end of the method's name; not empty.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Description">What it does, in a sentence; empty if nobody said.</param>
public sealed record StudyArm(string Suffix, string Name, string Description = "");
