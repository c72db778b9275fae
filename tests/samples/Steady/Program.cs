using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Running;

// A suite may leave out what it lists.
IConfig? config = !args.Contains("--list") && Environment.GetEnvironmentVariable("STEADY_HIDE") == "1"
    ? DefaultConfig.Instance.AddFilter(new SimpleFilter(benchmark => benchmark.Descriptor.WorkloadMethod.Name != "Knob"))
    : null;
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
