namespace PerfGate.MSBuild.Tests.MainLine;

/// <summary>One PackageReference is enough: without a perfgate.json the project itself is the suite.</summary>
[Collection<OneAtATime>]
public class WithoutConfiguration(SampleRepository repository)
{
    [Fact]
    public async Task The_project_is_the_suite_and_its_baselines_lie_beside_it()
    {
        File.Delete(repository.Configure().PathOf("perfgate.json"));
        repository.AddProject("alone").With("alone/Program.cs", """
            using BenchmarkDotNet.Configs;
            using BenchmarkDotNet.Jobs;
            using BenchmarkDotNet.Running;
            using Perfolizer.Horology;

            BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, DefaultConfig.Instance
                .AddJob(Job.Default.WithWarmupCount(1).WithIterationCount(2).WithIterationTime(TimeInterval.FromMilliseconds(5)).WithId("Short")));
            """);
        string[] few = ["-p:PerfGateLaunches=1", "-p:PerfGateFilter=*Sum(N: 1000)"];
        try
        {
            (await repository.BuildAsync("alone", ["-t:PerfGateBaselineUpdate", "--restore", .. few])).Exits(0);
            Assert.Single(Directory.GetFiles(repository.PathOf("alone/baselines"), "*.json"));

            (await repository.BuildAsync("alone", ["-t:PerfGateCheck", .. few])).Exits(0).Measures(true).Says("seen: Steady.Work.Sum(N: 1000)");
        }
        finally
        {
            repository.Remove("alone");
        }
    }
}
