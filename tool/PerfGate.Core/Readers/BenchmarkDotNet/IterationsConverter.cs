using System.Text.Json;
using System.Text.Json.Serialization;

namespace PerfGate.Readers.BenchmarkDotNet;

/// <summary>
/// Reads the iterations of a benchmark, of those only that PerfGate looks for. They are nearly all of a report, so they are read token by token, and what BenchmarkDotNet made
/// of iterations is dropped where these are there themselves.
/// </summary>
internal sealed class IterationsConverter : JsonConverter<Iteration[]>
{
    [ThreadStatic]
    private static List<Iteration>? _read;

    public override Iteration[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Expect(ref reader, JsonTokenType.StartArray);
        var all = _read ??= [];
        all.Clear();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Null && ReadOne(ref reader) is { Mode: not IterationMode.Other, Stage: not IterationStage.Other } iteration)
            {
                all.Add(iteration);
            }
        }

        return all.Exists(iteration => iteration.IsOf(IterationMode.Workload)) ? [.. all.Where(iteration => iteration.Stage == IterationStage.Actual)] : [.. all];
    }

    public override void Write(Utf8JsonWriter writer, Iteration[] value, JsonSerializerOptions options) =>
        throw new NotSupportedException("PerfGate only reads this format");

    private static Iteration ReadOne(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject);
        var (mode, stage, launch, index, operations, nanoseconds) = (IterationMode.Other, IterationStage.Other, 0, 0, 0.0, 0.0);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("IterationMode"u8))
            {
                reader.Read();
                mode = Is(reader, "Workload"u8) ? IterationMode.Workload : Is(reader, "Overhead"u8) ? IterationMode.Overhead : IterationMode.Other;
            }
            else if (reader.ValueTextEquals("IterationStage"u8))
            {
                reader.Read();
                stage = Is(reader, "Actual"u8) ? IterationStage.Actual : Is(reader, "Result"u8) ? IterationStage.Result : IterationStage.Other;
            }
            else if (reader.ValueTextEquals("LaunchIndex"u8))
            {
                reader.Read();
                launch = reader.GetInt32();
            }
            else if (reader.ValueTextEquals("IterationIndex"u8))
            {
                reader.Read();
                index = reader.GetInt32();
            }
            else if (reader.ValueTextEquals("Operations"u8))
            {
                operations = Number(ref reader);
            }
            else if (reader.ValueTextEquals("Nanoseconds"u8))
            {
                nanoseconds = Number(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return new Iteration(mode, stage, launch, index, operations, nanoseconds);
    }

    private static bool Is(in Utf8JsonReader reader, ReadOnlySpan<byte> word) => reader.TokenType != JsonTokenType.Null && reader.ValueTextEquals(word);

    private static double Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        return EmptyIsNaN.Number(ref reader);
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType expected)
    {
        if (reader.TokenType != expected)
        {
            throw new JsonException();
        }
    }
}
