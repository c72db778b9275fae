namespace PerfGate.Results;

/// <summary>
/// The machine and runtime that measured. Texts are kept as they were reported; <see cref="Key"/> leaves out what
/// changes without meaning another machine (clock frequency, patch levels). An empty text is "not known".
/// </summary>
/// <param name="Processor">The processor's model.</param>
/// <param name="LogicalCores">How many logical cores the process saw; 0 if not known.</param>
/// <param name="Os">The operating system with its version.</param>
/// <param name="Architecture">The process architecture, such as <c>X64</c>.</param>
/// <param name="Runtime">The runtime with its version.</param>
/// <param name="GcMode">The garbage collector's mode, such as <c>concurrent workstation</c>.</param>
/// <param name="Intrinsics">The vector instructions that the JIT uses, the widest first.</param>
/// <param name="Harness">
/// What measured, with its full version: <c>BenchmarkDotNet 0.15.8</c>. It is no part of the machine, but times and allocation of two
/// versions differ though nothing else does.
/// </param>
public sealed record HostEnvironment(
    string Processor, int LogicalCores, string Os, string Architecture, string Runtime, string GcMode = "", string Intrinsics = "",
    string Harness = "")
{
    /// <summary>What absolute times depend on. Times are comparable between equal keys only.</summary>
    public EnvironmentKey Key => EnvironmentKey.Of(this);

    /// <summary>The runtime's family and major version (<c>.NET 10</c>): where exact metrics carry over.</summary>
    public string RuntimeMajor => EnvironmentText.RuntimeMajor(Runtime);

    /// <summary>One line for people.</summary>
    public override string ToString() => string.Join(
        ", ",
        new[]
        {
            Processor, LogicalCores == 0 ? "" : LogicalCores == 1 ? "1 core" : $"{LogicalCores} cores",
            Os, Architecture, EnvironmentText.BeforeParenthesis(Runtime), GcMode, EnvironmentText.Widest(Intrinsics),
        }.Where(text => text.Length > 0));

    /// <summary>
    /// Whether times measured here and there may be compared: every part of the key agrees, or is not known on one
    /// side (BenchmarkDotNet's JSON tells neither the garbage collector's mode nor the intrinsics).
    /// </summary>
    public bool IsComparableTo(HostEnvironment other)
    {
        var mine = EnvironmentKey.Parts(this);
        var theirs = EnvironmentKey.Parts(other);
        return mine.Zip(theirs).All(pair => pair.First.Length == 0 || pair.Second.Length == 0 || pair.First == pair.Second);
    }

    /// <summary>Whether the same version of the same harness measured here and there, or it is not known on one side.</summary>
    public bool IsSameHarnessAs(HostEnvironment other) =>
        Harness.Length == 0 || other.Harness.Length == 0 || Harness == other.Harness;

    /// <summary>How many parts of the key agree; used to choose the nearest of several baselines.</summary>
    public int Likeness(HostEnvironment other) =>
        EnvironmentKey.Parts(this).Zip(EnvironmentKey.Parts(other)).Count(pair => pair.First == pair.Second);

    /// <summary>What tells two environments apart, in words: of each part of the key that both know and that differs, theirs and then this one's.</summary>
    public IEnumerable<string> DifferencesTo(HostEnvironment other) => EnvironmentKey.Parts(this).Zip(EnvironmentKey.Parts(other))
        .Where(pair => pair.First.Length > 0 && pair.Second.Length > 0 && pair.First != pair.Second)
        .Select(pair => $"{Beside(pair.Second, pair.First)} there, {Beside(pair.First, pair.Second)} here");

    // Of long lists, only what the other one does not have.
    private static string Beside(string text, string other)
    {
        var words = text.Split([' ', ',', '+'], StringSplitOptions.RemoveEmptyEntries);
        var own = words.Except(other.Split(' ', ',', '+')).ToList();
        return words.Length <= 4 ? text : own.Count > 0 ? string.Join(' ', own) : "nothing more";
    }
}
