using System.Text;
using System.Text.Json;
using CsCheck;
using PerfGate.Baselines;
using PerfGate.Model;
using PerfGate.Readers.BenchmarkDotNet;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Results;

public class IdentityTests
{
    private static readonly Gen<string> Hostile = Gen.String[Gen.Char["aN1 .,:;\"'()[]{}<>=&\\\n\té"], 0, 14];
    private static readonly Gen<(string Name, string Value)[]> Parameters = Gen.Select(OneOf("N", "Text", "Größe"), Hostile).Array[0, 3];
    private static readonly Gen<string> Job = OneOf(
        "DefaultJob", "Job-ABCDEF(Runtime=.NET 8.0)", ".NET 9.0(Runtime=.NET 9.0, Server=True)", "Ours) [x]", "Two (b)(Arguments=/p:A=[1], EnvironmentVariables=B=(2))");

    [Fact]
    public void Every_identity_that_is_read_comes_through_its_text_and_through_a_stored_file() =>
        Gen.Select(Parameters, Job).Sample(b =>
        {
            var id = Read(Case("Ns.Outer+Type<List<Int32[]>>.Run", "Run", b.Item1, b.Item2)).Single().Id;
            var run = new SuiteRun("s", Make.Here, [new Measured(id, Metric.Time, new Sample([new Launch([1])]))]);
            var stored = MeasurementsReader.Read("f", Encoding.UTF8.GetBytes(MeasurementsWriter.Write(new Baseline([run])))).Reference.Single().Id;
            return Parts(BenchmarkId.Parse(id.ToString())) == Parts(id) && Parts(stored) == Parts(id) && Parts(id) == ("Ns", "Outer+Type<List<Int32[]>>", "Run", Shown(b.Item1), id.Job);
        });

    [Fact]
    public void The_job_is_found_whatever_parameters_and_titles_hold() =>
        Gen.Select(Parameters, Hostile.Where(title => title.Trim().Length > 0)).Sample(b =>
            Read(Case("Ns.Type.Run", b.Item2, b.Item1, "Job-ABCDEF(Server=True, IterationCount=3)")).Single().Id.Job == "Server=True");

    [Fact]
    public void Several_parameters_leave_the_job_as_it_is()
    {
        var cases = Read(
            Case("A.B.C", "C", [("N", "1"), ("M", "2")], "Job-AAAAAA(Runtime=.NET 8.0)"),
            Case("A.B.C", "C", [("N", "1"), ("M", "2")], "NativeAOT 8.0(Runtime=NativeAOT 8.0)"),
            Case("A.B.C", "C", [("N", "1"), ("M", "2")], "DefaultJob"));

        Assert.Equal([".NET 8.0", "NativeAOT 8.0", ""], cases.Select(c => c.Id.Job));
        Assert.All(cases, c => Assert.Null(c.Failure));
    }

    [Theory]
    [InlineData(new[] { "ShortRun(IterationCount=3, LaunchCount=1)", "MediumRun(IterationCount=15, LaunchCount=2)" }, new[] { "ShortRun", "MediumRun" })]
    [InlineData(new[] { "DefaultJob", "ShortRun(IterationCount=3)" }, new[] { "", "ShortRun" })]
    [InlineData(new[] { "Job-AAAAAA(IterationCount=3)", "Job-BBBBBB(IterationCount=5)" }, new[] { "IterationCount=3", "IterationCount=5" })]
    [InlineData(new[] { "Job-A(IterationCount=3)", "Job-B(IterationCount=3)" }, new[] { "Job-A(IterationCount=3)", "Job-B(IterationCount=3)" })]
    [InlineData(new[] { "ShortRun(IterationCount=3)", "ShortRun(IterationCount=3, RunStrategy=ColdStart)" }, new[] { "", "RunStrategy=ColdStart" })]
    public void Jobs_of_one_file_that_only_say_how_long_are_kept_apart(string[] jobs, string[] expected)
    {
        var cases = Read([.. jobs.Select(job => Case("T.M", "M", [], job))]);

        Assert.Equal(expected, cases.Select(c => c.Id.Job));
        Assert.All(cases, c => Assert.Null(c.Failure));
    }

    [Theory]
    [InlineData("T.M [ShortRun]", "T.M")]
    [InlineData("T.M [ShortRun: Runtime=.NET 8.0]", "T.M [.NET 8.0]")]
    [InlineData("T.M [Runtime=.NET 8.0, Server=True]", "T.M [.NET 8.0: Server=True]")]
    [InlineData("T.M [.NET 8.0]", "T.M [.NET 8.0]")]
    [InlineData("T.M [Ours: Server=True]", "T.M [Ours: Server=True]")]
    public void Names_in_stored_files_mean_what_they_meant(string stored, string name) => Assert.Equal([name], ReadStored(stored));

    [Fact]
    public void Stored_names_that_would_become_one_stay_two() =>
        Assert.Equal(["T.M", "T.M [MediumRun]", "T.M [ShortRun]"], ReadStored("T.M", "T.M [ShortRun]", "T.M [MediumRun]").Order());

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static IEnumerable<string> ReadStored(params string[] names)
    {
        var run = new SuiteRun("s", Make.Here, names.Select(name => new Measured(BenchmarkId.Parse(name), Metric.Time, new Sample([new Launch([1])]))));
        return MeasurementsReader.Read("f", Encoding.UTF8.GetBytes(MeasurementsWriter.Write(new Baseline([run])))).Reference.Select(m => m.Id.ToString());
    }

    private static (string, string, string, string, string) Parts(BenchmarkId id) => (id.Namespace, id.Type, id.Method, id.Parameters, id.Job);

    private static string Shown((string Name, string Value)[] parameters) => string.Join(", ", parameters.Select(p => $"{p.Name}: \"{p.Value}\""));

    private static IReadOnlyList<ReportedCase> Read(params object[] cases) => ReportReader.Read(
        "f.json", JsonSerializer.SerializeToUtf8Bytes(new { HostEnvironmentInfo = new { BenchmarkDotNetVersion = "0.15.8" }, Benchmarks = cases }), []).Cases;

    // As BenchmarkDotNet makes its texts: the parameters joined in three ways.
    private static object Case(string name, string title, (string Name, string Value)[] parameters, string job) => new
    {
        FullName = parameters.Length == 0 ? name : $"{name}({Shown(parameters)})",
        Method = name.Split('.')[^1],
        MethodTitle = title,
        DisplayInfo = ($"Type.{title}: {job} " + (parameters.Length == 0 ? "" : $"[{string.Join(", ", parameters.Select(p => $"{p.Name}={p.Value}"))}]")).Trim(' '),
        Parameters = string.Join('&', parameters.Select(p => $"{p.Name}={p.Value}")),
        Statistics = new { Mean = 1 },
        Measurements = new[] { new { IterationMode = "Workload", IterationStage = "Actual", LaunchIndex = 1, IterationIndex = 1, Operations = 10, Nanoseconds = 1000 } },
    };
}
