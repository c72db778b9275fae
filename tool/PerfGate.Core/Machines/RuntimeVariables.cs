using System.Collections.Immutable;
using PerfGate.Diagnostics;
using PerfGate.Formatting;

namespace PerfGate.Machines;

/// <summary>Variables of the environment that a suite inherits and that change how .NET runs it.</summary>
internal static class RuntimeVariables
{
    private static readonly string[] Prefixes = ["DOTNET_", "COMPlus_"];

    // The rest of the runtime's names: of the JIT, the collector, the thread pool, tracing, and code that is loaded at the start.
    private static readonly string[] Knobs =
    [
        "Tiered", "TC_", "OSR", "ReadyToRun", "ZapDisable", "Jit", "OPT", "GC", "EnableHWIntrinsic", "EnableAVX", "EnableSSE", "EnableArm64",
        "PreferredVectorBitWidth", "MaxVectorT", "ThreadPool", "Thread_", "EnableEventPipe", "EventPipe", "DiagnosticPorts", "STARTUP_HOOKS",
        "PROCESSOR_COUNT", "EnableWriteXorExecute", "StressLog", "DbgEnable",
    ];

    public static Finding Check(ImmutableArray<string> variables)
    {
        var found = variables.Where(ChangesTheRuntime).Order(StringComparer.Ordinal).ToList();
        return found.Count > 0
            ? Finding.Warning(
                "environment variables", DiagnosticCode.PG2032, $"{Format.Count(found.Count, "variable")} of the environment {(found.Count == 1 ? "changes" : "change")} how .NET runs",
                string.Join(", ", found), "Unset what is not meant for the suite; a profiler in particular slows everything down")
            : Finding.Fine("environment variables", "none changes how .NET runs");
    }

    private static bool ChangesTheRuntime(string variable)
    {
        var (name, value) = variable.Split('=', 2) is [var n, var v] ? (n, v) : (variable, "");
        return name is "CORECLR_ENABLE_PROFILING" or "COR_ENABLE_PROFILING" ? value is not ("" or "0")
            : Prefixes.FirstOrDefault(p => name.StartsWith(p, StringComparison.OrdinalIgnoreCase)) is { } prefix
                && Knobs.Any(knob => name[prefix.Length..].StartsWith(knob, StringComparison.OrdinalIgnoreCase));
    }
}
