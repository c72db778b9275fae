using PerfGate.Formatting;
using PerfGate.Model;
using PerfGate.Policies;

namespace PerfGate.Gating.Model;

/// <summary>
/// What can be done about a verdict: it depends on whether there is a store to take the candidate in. A comparison of two runs, or with a
/// commit that was measured in turn, has none.
/// </summary>
internal static class Remedies
{
    /// <summary>What to do about a regression that very few launches showed, where nothing can be accepted.</summary>
    public const string OnFewLaunches = "Measure both sides with `--launchCount 8`, and compare again, to see by how much it is slower";

    /// <summary>What to do about a regression that is intended.</summary>
    public static string ToAccept(BenchmarkId id, GatePolicy policy) => policy.HasStore
        ? $"If it is intended, store it: `dotnet perfgate baseline update --accept {Shell.Quote(id.ToString())} --reason TEXT`"
        : policy.CanAccept
            ? "If it is intended, accept it until a day: \"accepted\" in perfgate.json (`compare` reads the file that --config names)"
            : $"If it is intended, accept it until a day: \"accepted\" in {ConfigOf(policy)}";

    /// <summary>What to do about a benchmark that was removed.</summary>
    public static string IfRemoved(GatePolicy policy) => policy.HasStore
        ? "If it was removed on purpose, store a new baseline: `dotnet perfgate baseline update`"
        : $"If it was removed on purpose, choose the others with --filter, or let {ConfigOf(policy)} say \"onMissing\": \"warn\"";

    /// <summary>What to do about a benchmark or metric that is new.</summary>
    public static string IfNew(GatePolicy policy) => policy.HasStore
        ? "Store them with `dotnet perfgate baseline update`"
        : "They are judged once the base has them";

    /// <summary>What to do about a baseline of another machine.</summary>
    public static string OnOtherMachine(GatePolicy policy) => policy.HasStore
        ? "Store one of this machine with `dotnet perfgate baseline update`, on the commit to compare with"
        : "Measure both sides on one machine";

    /// <summary>What to do about a baseline of another version of the harness.</summary>
    public static string OnOtherHarness(GatePolicy policy) => policy.HasStore
        ? "Measure the baseline's commit again with this version: `dotnet perfgate check --against COMMIT`, or `baseline update` there"
        : "Measure both sides with one version";

    /// <summary>What to do about a metric that means something else in the baseline.</summary>
    public static string OnOtherMeaning(GatePolicy policy) => policy.HasStore
        ? "If it means now what it should, store a new baseline: `dotnet perfgate baseline update`; else give it back its unit, direction and kind"
        : $"Give it one unit, direction and kind on both sides (\"metrics\" in {ConfigOf(policy)}, or the lines of plain results), or two names";

    /// <summary>What to do about many small steps.</summary>
    public static string OnCreep(GatePolicy policy) => policy.HasStore
        ? "No step since was large enough to be seen alone; win it back, or make a new anchor: `dotnet perfgate baseline anchor NAME`"
        : "No step since was large enough to be seen alone; win it back, or compare with a base that has a new anchor";

    /// <summary>What to do where the sides differ in their jobs only.</summary>
    public static string OnOtherJob(string before, string now, string line, GatePolicy policy) => policy.HasStore
        ? $"If it is the same benchmark, say so in perfgate.json: {line}"
        : $"If it is the same benchmark, compare with `--job '{before}={now}'`, or say so in {ConfigOf(policy)}: {line}";

    /// <summary>What a remedy calls the configuration: where none was read, it has to be named on the command line, too.</summary>
    public static string ConfigOf(GatePolicy policy) => policy.CanAccept ? "perfgate.json" : "a perfgate.json that --config names";
}
