using System.Collections.Immutable;

namespace PerfGate.Reporting.Formats;

/// <summary>A benchmark's metric, or the gate itself, as a test of a CI system; all texts are on one line each, and mean nothing to it.</summary>
/// <param name="Group">The type of the benchmark, with its namespace.</param>
/// <param name="Name">The benchmark's full name and the metric; no other test of the result has it.</param>
/// <param name="Result">What is said of it.</param>
/// <param name="Message">Why, in a few words.</param>
/// <param name="Details">The numbers, and what there is to say besides.</param>
internal sealed record TestCase(string Group, string Name, TestResult Result, string Message, ImmutableArray<string> Details);

/// <summary>What a CI system knows that a test can end in.</summary>
internal enum TestResult
{
    /// <summary>Nothing is wrong.</summary>
    Passed,

    /// <summary>Worse, or lost.</summary>
    Failed,

    /// <summary>Not measured.</summary>
    Broken,

    /// <summary>Not decided, or not judged.</summary>
    Skipped,
}
