namespace Replay;

/// <summary>The lines of BenchmarkDotNet's log that a gate reads.</summary>
internal static class Log
{
    public static void Write(IReadOnlyList<MeasuredBenchmark> measured, CommandLine command)
    {
        using var log = new StreamWriter(Console.OpenStandardOutput());
        log.WriteLine("// Validating benchmarks:");
        log.WriteLine($"// ***** Found {measured.Count} benchmark(s) in total *****");
        for (var i = 0; i < measured.Count; i++)
        {
            var benchmark = measured[i].Benchmark;
            log.WriteLine($"// Benchmark: Work.{benchmark.Method}: {command.Job} [Position={benchmark.Position}]");
            log.WriteLine("// Runtime=.NET 10.0.12 (10.0.12, 10.0.1226.42308), X64 RyuJIT x86-64-v3");
            log.WriteLine("// GC=Concurrent Workstation");
            log.WriteLine("// HardwareIntrinsics=AVX2+BMI1+BMI2+F16C+FMA+LZCNT+MOVBE,AES+PCLMUL VectorSize=256");
            if (measured[i].Thrown is { } thrown)
            {
                log.WriteLine($"System.NotSupportedException: {thrown}");
            }

            var left = measured.Count - i - 1;
            log.WriteLine($"// ** Remained {left} ({100.0 * left / measured.Count:0.0} %) benchmark(s) to run. Estimated finish 2026-11-28 12:00 (0h 0m from now) **");
        }
    }
}
