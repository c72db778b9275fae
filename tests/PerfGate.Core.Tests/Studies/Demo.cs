using System.Text;
using PerfGate.Baselines;
using PerfGate.Configuration;
using PerfGate.Results;
using PerfGate.Studies;

namespace PerfGate.Core.Tests.Studies;

/// <summary>A study of lazy and eager, and the run that tests/data/study holds.</summary>
internal static class Demo
{
    public static readonly StudyArm Eager = new("Eager", "E0");
    public static readonly StudyArm ByHand = new("EagerByHand", "E1");
    public static readonly StudyArm Lazy = new("Lazy", "L1");
    public static readonly StudyArm Async = new("LazyAsync", "LA");

    public static readonly Study Study = new("Demo", Eager, [Eager, ByHand, Lazy, Async], [new StudyPair(Lazy, ByHand)], 0.05);

    public static readonly double[] Steady = [100, 101, 99, 102, 100.5, 101.5, 100.2, 99.4];

    public static StudyResult Recorded { get; } = StudyComparer.Compare(
        ConfigReader.Read("perfgate.json", Encoding.UTF8.GetBytes(Repository.Read("tests/data/study/perfgate.json"))).Study!,
        MeasurementsReader.Read("run.json", Encoding.UTF8.GetBytes(Repository.Read("tests/data/study/run.json"))).Sessions);

    public static StudyResult Compare(params IEnumerable<Measured> measured) => StudyComparer.Compare(Study, [Make.Run(measured)]);

    public static Measured Time(string name, double factor = 1) => Make.Time(name, Steady.Select(value => value * factor));
}
