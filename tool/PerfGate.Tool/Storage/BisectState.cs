using System.Text.Json;
using System.Text.Json.Serialization;
using PerfGate.Diagnostics;

namespace PerfGate.Tool.Storage;

/// <summary>What a bisection has found so far, in git's own folder: after Ctrl+C, the same command goes on from there.</summary>
/// <param name="Path">The file.</param>
/// <param name="Question">What is searched; another question begins anew.</param>
/// <param name="Steps">What was found, by pair of commits.</param>
internal sealed record BisectState(string Path, string Question, Dictionary<string, BisectedStep> Steps)
{
    /// <summary>Reads what there is; nothing where there is no file, it cannot be read, or another question was asked.</summary>
    public static BisectState Load(string path, string question)
    {
        try
        {
            return File.Exists(path) && JsonSerializer.Deserialize(InputFile.Read(path, InputFile.MostOfText), BisectStateJson.Default.BisectStateFile) is { } known && known.Question == question && !known.Steps.ContainsValue(null!)
                ? new BisectState(path, question, known.Steps)
                : new BisectState(path, question, []);
        }
        catch (Exception e) when (DiskErrors.Is(e) || e is JsonException)
        {
            return new BisectState(path, question, []);
        }
    }

    /// <summary>Keeps a step at once.</summary>
    public void Keep(string pair, BisectedStep step)
    {
        Steps[pair] = step;
        AtomicFile.Write(Path, JsonSerializer.Serialize(new BisectStateFile(Question, Steps), BisectStateJson.Default.BisectStateFile), DiagnosticCode.PG5001);
    }

    /// <summary>Forgets all: the search is over.</summary>
    public void Remove() => File.Delete(Path);
}

/// <summary>The file.</summary>
internal sealed record BisectStateFile(string Question, Dictionary<string, BisectedStep> Steps);

/// <summary>Reads and writes it.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(BisectStateFile))]
internal sealed partial class BisectStateJson : JsonSerializerContext;
