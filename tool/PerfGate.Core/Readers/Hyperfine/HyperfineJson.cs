using System.Text.Json;
using System.Text.Json.Serialization;

namespace PerfGate.Readers.Hyperfine;

/// <summary>The parts of hyperfine's JSON export that PerfGate reads; the rest is skipped.</summary>
internal sealed record HyperfineJson(HyperfineResultJson?[]? Results);

/// <param name="Command">The command, or the name it was given.</param>
/// <param name="Times">The wall clock times of its runs, in seconds.</param>
/// <param name="ExitCodes">Of each run; null where a signal ended it.</param>
/// <param name="Parameters">What stood in the place of parameters.</param>
internal sealed record HyperfineResultJson(
    string? Command, double[]? Times, [property: JsonPropertyName("exit_codes")] int?[]? ExitCodes, Dictionary<string, JsonElement>? Parameters);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HyperfineJson))]
internal sealed partial class HyperfineJsonContext : JsonSerializerContext;
