using BenchmarkDotNet.Running;
using PerfGate.LazyVsEager.Configuration;

BenchmarkSwitcher.FromAssembly(typeof(SuiteConfig).Assembly).Run(args, new SuiteConfig());
