using System.Text.RegularExpressions;

namespace PerfGate.Readers.BenchmarkDotNet;

/// <summary>
/// What of a job is part of a benchmark's identity: what is measured, and not for how long. One job has one name here, whatever the version of
/// BenchmarkDotNet called it.
/// </summary>
internal sealed partial class JobName
{
    /// <summary>How a benchmark is measured does not make it another benchmark ("Force" is a collection between iterations).</summary>
    private static readonly HashSet<string> HowMeasured = new(StringComparer.Ordinal)
    {
        "LaunchCount", "WarmupCount", "MinWarmupIterationCount", "MaxWarmupIterationCount",
        "IterationCount", "MinIterationCount", "MaxIterationCount", "IterationTime",
        "InvocationCount", "UnrollFactor", "MaxRelativeError", "MaxAbsoluteError", "MinIterationTime",
        "MinInvokeCount", "EvaluateOverhead", "OutlierMode", "MemoryRandomization", "PowerPlanMode", "Force",
    };

    /// <summary>BenchmarkDotNet's own names that say how long.</summary>
    private static readonly HashSet<string> HowLong = new(StringComparer.Ordinal) { "Dry", "ShortRun", "MediumRun", "LongRun", "VeryLongRun" };

    private readonly string _name;
    private readonly string[] _characteristics;

    private JobName(string raw, Match match)
    {
        Raw = raw;
        _name = match.Groups["name"].Value;
        _characteristics = NextCharacteristic().Split(match.Groups["characteristics"].Value);
    }

    /// <summary>The job's own text.</summary>
    public string Raw { get; }

    /// <summary>The name and what it says about what is measured, or an empty text for the default job. A name that BenchmarkDotNet made up, or that only says how long, is left out.</summary>
    public string Identity => Join(IsMadeUp || HowLong.Contains(_name) ? "" : _name, _characteristics.Where(IsWhat));

    /// <summary>The same with how long it measures, for jobs that nothing else tells apart.</summary>
    public string InFull => HowLong.Contains(_name) ? Join(_name, _characteristics.Where(IsWhat)) : Join(IsMadeUp ? "" : _name, _characteristics);

    private bool IsMadeUp => MadeUpName().IsMatch(_name);

    /// <summary>Takes a job apart as BenchmarkDotNet shows it: <c>Name(A=1, B=2)</c>.</summary>
    public static JobName Of(string raw) => new(raw, NameAndCharacteristics().Match(raw));

    /// <summary>Takes a job apart as PerfGate stores it: <c>Name: A=1, B=2</c>, <c>Name</c>, or <c>A=1, B=2</c>.</summary>
    public static JobName OfStored(string stored) => new(stored, StoredNameAndCharacteristics().Match(stored));

    // BenchmarkDotNet's default strategy is not mentioned otherwise; in process or not was never part of the identity.
    private static bool IsWhat(string pair) =>
        !HowMeasured.Contains(pair.Split('=')[0]) && pair != "RunStrategy=Throughput" && !pair.StartsWith("Toolchain=InProcess", StringComparison.Ordinal);

    // From 0.15.5 on, a job of another runtime has the runtime's name: it is its name in each version.
    private static string Join(string name, IEnumerable<string> characteristics)
    {
        var rest = characteristics.Where(pair => pair.Length > 0).ToList();
        var runtime = rest.Find(pair => pair.StartsWith("Runtime=", StringComparison.Ordinal));
        if (runtime is not null && (name.Length == 0 || runtime == $"Runtime={name}"))
        {
            name = runtime["Runtime=".Length..];
            rest.Remove(runtime);
        }

        var text = string.Join(", ", rest);
        return name.Length > 0 && text.Length > 0 ? $"{name}: {text}" : name + text;
    }

    [GeneratedRegex(@"^(?<name>.*?)(?:\((?<characteristics>[A-Z]\w*=.*)\))?$", RegexOptions.Singleline)]
    private static partial Regex NameAndCharacteristics();

    [GeneratedRegex(@"^(?:(?<name>[^=]*?): )?(?<characteristics>[A-Z]\w*=.*)$|^(?<name>.*)$", RegexOptions.Singleline)]
    private static partial Regex StoredNameAndCharacteristics();

    // A value may hold ", " itself.
    [GeneratedRegex(@", (?=[A-Z]\w*=)")]
    private static partial Regex NextCharacteristic();

    [GeneratedRegex("^(?:Job-[A-Z]+|DefaultJob)$")]
    private static partial Regex MadeUpName();
}
