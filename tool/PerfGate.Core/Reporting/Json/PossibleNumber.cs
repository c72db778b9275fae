using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using PerfGate.Results;

namespace PerfGate.Reporting.Json;

/// <summary>
/// A number of a saved result: the parser reads 1e999 as infinity, which no format can show. No larger number follows from measurements than the ratio of the largest to the least.
/// </summary>
internal sealed class PossibleNumber : JsonConverter<double>
{
    private const double Largest = 10 * Plausible.Largest / Plausible.Least;

    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble() is var value && Math.Abs(value) <= Largest
        ? value
        : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{value:R} follows from no measurement"));

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
