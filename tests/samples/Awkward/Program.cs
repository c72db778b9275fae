using System.Diagnostics;
using Awkward;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Running;

// As Windows does: no command line is longer.
if (Environment.GetCommandLineArgs().Sum(argument => argument.Length + 3) > 32_767)
{
    return 206;
}

if (Environment.GetEnvironmentVariable("GIT_DIR") is not null)
{
    return 8;
}

// What a Main says is no list of benchmarks.
Console.WriteLine("config.json loaded");
Console.WriteLine("Awkward.Started");
Console.WriteLine("Awkward.Settings, version 1");
Console.WriteLine($"{typeof(Plain)}.Ticks");
Console.Error.WriteLine("Awkward.Warned");

if (args.Contains("--list") && Environment.GetEnvironmentVariable("AWKWARD_LIST") == "hangs")
{
    Thread.Sleep(Timeout.Infinite);
}

// What nobody can delete before it is unmounted.
if (args.Contains("--artifacts") && Environment.GetEnvironmentVariable("AWKWARD_HOLD") == "1")
{
    var held = Directory.CreateDirectory(Path.Combine(args[Array.IndexOf(args, "--artifacts") + 1], "held")).FullName;
    Process.Start("mount", ["-t", "tmpfs", "perfgate-held", held]).WaitForExit();
}

IConfig? config = !args.Contains("--list") && Environment.GetEnvironmentVariable("AWKWARD_HIDE") == "1"
    ? DefaultConfig.Instance.AddFilter(new SimpleFilter(benchmark => benchmark.Descriptor.WorkloadMethod.Name != "Ticks"))
    : null;
BenchmarkSwitcher.FromAssembly(typeof(Plain).Assembly).Run(args, config);
return 0;
