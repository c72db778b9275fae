using System.Text.Json.Serialization.Metadata;
using PerfGate.Diagnostics;

namespace PerfGate.Configuration;

/// <summary>Finds keys that nothing reads: a misspelt threshold must not be a threshold ignored.</summary>
internal static class UnknownKeys
{
    public static void Refuse(string source, string path, ConfigPart? part, JsonTypeInfo type)
    {
        if (part?.Unknown?.Keys.FirstOrDefault() is { } unknown)
        {
            var known = type.Properties.Where(p => !p.IsExtensionData).Select(p => p.Name);
            throw new PerfGateException(
                DiagnosticCode.PG1004, $"'{source}' has an unknown key '{unknown}'", $"at {path}.{unknown}",
                Nearest.Question(unknown, known));
        }
    }
}
