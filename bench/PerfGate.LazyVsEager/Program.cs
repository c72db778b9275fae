using BenchmarkDotNet.Running;
using PerfGate.LazyVsEager.Configuration;

if (PassSwitch.Problem is { } problem)
{
    Console.Error.WriteLine(problem);
    return 2;
}

BenchmarkSwitcher.FromAssembly(typeof(SuiteConfig).Assembly).Run(args, new SuiteConfig());
return 0;
