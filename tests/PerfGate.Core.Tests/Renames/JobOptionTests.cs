using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Policies;
using PerfGate.Renames;

namespace PerfGate.Core.Tests.Renames;

public class JobOptionTests
{
    private const string OldPackage = "NuGetReferences=Json 12.0.3, Runtime=.NET 8.0";
    private const string NewPackage = "NuGetReferences=Json 13.0.1, Runtime=.NET 8.0";
    private const string OldCore = "Toolchain=/builds/a=1/corerun";
    private const string NewCore = "Toolchain=/builds/b=2/corerun";

    [Theory]
    [InlineData(".NET 8.0=.NET 9.0", ".NET 8.0", ".NET 9.0")]
    [InlineData("[.NET 8.0] = [.NET 9.0]", ".NET 8.0", ".NET 9.0")]
    [InlineData(OldPackage + "=" + NewPackage, OldPackage, NewPackage)]
    [InlineData(OldCore + "=" + NewCore, OldCore, NewCore)]
    [InlineData("/builds/a=1/corerun=/builds/b=2/corerun", OldCore, NewCore)]
    [InlineData("Json 12.0.3=Json 13.0.1", OldPackage, NewPackage)]
    [InlineData("DefaultJob=.NET 9.0", "", ".NET 9.0")]
    public void The_text_is_parted_where_it_makes_two_jobs(string text, string before, string now) =>
        Assert.Equal(Rename.OfJob(before, now), JobOption.Read(text, [".NET 8.0", OldPackage, OldCore, ""], [".NET 9.0", NewPackage, NewCore, ""]));

    [Theory]
    [InlineData(".NET 8.0", "names no job", "Did you mean")]
    [InlineData(".NET 8=.NET 9", "names no job", "Did you mean --job '.NET 8.0=.NET 9.0'?")]
    [InlineData(".NET 9.0=.NET 8.0", "names no job", "Did you mean")]
    [InlineData("a=b=c", "may mean [a] and [b=c], or [a=b] and [c]", "Did you mean")]
    public void Anything_else_is_refused_with_what_is_nearest(string text, string said, string remedy)
    {
        var error = Assert.Throws<PerfGateException>(() => JobOption.Read(text, [".NET 8.0", "a", "a=b"], [".NET 9.0", "b=c", "c"])).Diagnostic;

        Assert.Equal(DiagnosticCode.PG1001, error.Code);
        Assert.Contains(said, error.Fact, StringComparison.Ordinal);
        Assert.Contains("base: [.NET 8.0], [a], [a=b]; candidate: [.NET 9.0], [b=c], [c]", error.Evidence, StringComparison.Ordinal);
        Assert.StartsWith(remedy, error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_characteristic_that_two_jobs_have_is_ambiguous()
    {
        var error = Assert.Throws<PerfGateException>(() => JobOption.Read("True=True", ["A=True", "B=True"], ["C=True"]));

        Assert.Contains("may mean [A=True] and [C=True], or [B=True] and [C=True]", error.Diagnostic.Fact, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_mapped_jobs_replace_is_set_aside()
    {
        var run = Make.Run(Make.Time("M [v1]", 1), Make.Time("M [v2]", 2), Make.Time("M [v3]", 3));

        var (baseline, candidate) = JobOption.SetAside([Rename.OfJob("v1", "v2")], new Baseline([run]), [run]);

        Assert.Equal(["v1", "v3"], baseline.Sessions[0].Benchmarks.Select(id => id.Job));
        Assert.Equal(["v2", "v3"], candidate[0].Benchmarks.Select(id => id.Job));
    }

    [Fact]
    public void Two_jobs_can_change_places()
    {
        Rename[] jobs = [Rename.OfJob("v1", "v2"), Rename.OfJob("v2", "v1")];
        var run = Make.Run(Make.Time("M [v1]", 1), Make.Time("M [v2]", 2));

        var (baseline, candidate) = JobOption.SetAside(jobs, new Baseline([run]), [run]);

        Assert.Equal(2, candidate[0].Benchmarks.Length);
        Assert.Equal(
            [("v1", 2.0), ("v2", 1.0)],
            Renaming.Map(baseline, jobs).Reference.OrderBy(m => m.Id).Select(m => (m.Id.Job, m.Sample.Launches[0].Iterations[0])));
    }
}
