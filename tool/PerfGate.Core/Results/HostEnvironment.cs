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
    /// Whether times measured here and there may be compared: the same machine and the same runtime, as far as both are
    /// known (BenchmarkDotNet's JSON tells neither the garbage collector's mode nor the intrinsics). How they are spelt does not matter.
    /// </summary>
    public bool IsComparableTo(HostEnvironment other) => Differing(other).Count == 0;

    /// <summary>Whether it is the same machine, as far as both are known: where runtimes differ, what vector instructions they use says nothing of the machine.</summary>
    public bool IsSameMachineAs(HostEnvironment other)
    {
        var differing = Differing(other);
        return !differing.Exists(part => part < EnvironmentKey.Runtime)
            && (differing.Contains(EnvironmentKey.Runtime) || !differing.Contains(EnvironmentKey.Intrinsics));
    }

    /// <summary>
    /// Whether it is the same class of machines, as far as both are known: all that is chosen when a job is given a runner. Which model of processor it gets, and with which
    /// vector instructions, nobody chooses.
    /// </summary>
    public bool IsSameClassAs(HostEnvironment other) =>
        Differing(other).TrueForAll(part => part is EnvironmentKey.Processor or EnvironmentKey.Intrinsics);

    /// <summary>Whether the same version of the same harness measured here and there, or it is not known on one side.</summary>
    public bool IsSameHarnessAs(HostEnvironment other) =>
        Harness.Length == 0 || other.Harness.Length == 0 || Harness == other.Harness;

    /// <summary>How many parts of the key agree; used to choose the nearest of several baselines.</summary>
    public int Likeness(HostEnvironment other) =>
        EnvironmentKey.Comparable(this).Zip(EnvironmentKey.Comparable(other)).Count(pair => pair.First == pair.Second);

    /// <summary>What tells two environments apart, in words: of each part of the key that both know and that differs, theirs and then this one's.</summary>
    public IEnumerable<string> DifferencesTo(HostEnvironment other)
    {
        var (mine, theirs) = (EnvironmentKey.Parts(this), EnvironmentKey.Parts(other));
        return Differing(other).Select(part => $"{Beside(theirs[part], mine[part])} there, {Beside(mine[part], theirs[part])} here");
    }

    private List<int> Differing(HostEnvironment other)
    {
        var (mine, theirs) = (EnvironmentKey.Comparable(this), EnvironmentKey.Comparable(other));
        return [.. Enumerable.Range(0, mine.Length).Where(part => mine[part].Length > 0 && theirs[part].Length > 0 && mine[part] != theirs[part])];
    }

    // Of long lists, only what the other one does not have.
    private static string Beside(string text, string other)
    {
        var words = text.Split([' ', ',', '+'], StringSplitOptions.RemoveEmptyEntries);
        var own = words.Except(other.Split(' ', ',', '+')).ToList();
        return words.Length <= 4 ? text : own.Count > 0 ? string.Join(' ', own) : "nothing more";
    }
}
