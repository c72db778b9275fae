namespace PerfGate.Tool.Explaining;

/// <summary>The environment variables by which the runtime itself tells what a program does: any suite is explained as it is.</summary>
internal static class Instruments
{
    // Garbage collection in detail: with it comes a sample of what is allocated about every 100 KB. The names of methods come at the end, by themselves.
    private const string Events = "Microsoft-DotNETCore-SampleProfiler:0:5,Microsoft-Windows-DotNETRuntime:0x1:5";

    /// <summary>Lets each process write its events to a file of its own.</summary>
    /// <param name="folder">The folder of the files.</param>
    public static IReadOnlyDictionary<string, string?> Tracing(string folder) => new Dictionary<string, string?>
    {
        ["DOTNET_EnableEventPipe"] = "1",
        ["DOTNET_EventPipeOutputStreaming"] = "1",
        ["DOTNET_EventPipeConfig"] = Events,
        ["DOTNET_EventPipeOutputPath"] = Path.Combine(folder, $"{{pid}}{TraceReader.Extension}"),
    };

    /// <summary>Lets the JIT list the code that it makes of some methods.</summary>
    /// <param name="file">The file that all processes add to.</param>
    /// <param name="methods">The methods, as <see cref="PerfGate.Explaining.MethodText.ForJit"/> names them.</param>
    /// <param name="isTiered">False to have each method optimized at its first call, without a profile of its calls; true to leave that to the program.</param>
    public static IReadOnlyDictionary<string, string?> Disassembling(string file, IEnumerable<string> methods, bool isTiered)
    {
        var variables = new Dictionary<string, string?>
        {
            ["DOTNET_JitStdOutFile"] = file,
            ["DOTNET_JitDisasm"] = string.Join(' ', methods),
            ["DOTNET_JitDisasmSummary"] = "1",
            // Without addresses, which differ in each start.
            ["DOTNET_JitDisasmDiffable"] = "1",
        };
        if (!isTiered)
        {
            variables["DOTNET_TieredCompilation"] = "0";
        }

        return variables;
    }
}
