using System.Text.Json;
using PerfGate.Diagnostics;

namespace PerfGate.Tool.Measuring;

/// <summary>
/// The version of BenchmarkDotNet that a suite is built with. Two versions measure differently, so where they differ the other commit is built with the
/// working tree's: else the harness would be judged, not the code.
/// </summary>
internal static class Harness
{
    private const string Package = "BenchmarkDotNet/";

    /// <summary>The version that a program was built with; null if it does not say.</summary>
    public static string? VersionOf(BuiltSuite built)
    {
        var file = Path.ChangeExtension(built.Assembly, ".deps.json");
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            return json.RootElement.TryGetProperty("libraries", out var libraries)
                ? libraries.EnumerateObject().Select(library => library.Name)
                    .FirstOrDefault(name => name.StartsWith(Package, StringComparison.Ordinal))?[Package.Length..]
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The build is the suite's own, and may write anything there.
            return null;
        }
    }

    /// <summary>The suite, built with a version of BenchmarkDotNet.</summary>
    /// <param name="built">The suite as its own project builds it.</param>
    /// <param name="plan">What is measured; with the version to measure with.</param>
    /// <param name="cancellation">Stops the build.</param>
    /// <exception cref="PerfGateException">PG2001: it does not build with that version.</exception>
    public static async Task<BuiltSuite> AlignAsync(BuiltSuite built, MeasurePlan plan, CancellationToken cancellation)
    {
        var own = VersionOf(built);
        if (plan.Harness is not { } wanted || own is null || own == wanted)
        {
            return built;
        }

        var fact = $"suite '{plan.Suite.Name}' is measured by BenchmarkDotNet {own}, the working tree by {wanted}, and two versions measure differently";
        try
        {
            var aligned = await SuiteBuilder.BuildAsync(plan.Suite, plan.Root, build: true, cancellation, new Dictionary<string, string?>
            {
                ["CustomAfterMicrosoftCommonTargets"] = Path.Combine(AppContext.BaseDirectory, "Harness.targets"),
                ["PERFGATE_HARNESS"] = wanted,
            });
            return VersionOf(aligned) == wanted ? aligned : throw NotAligned(fact, $"the project does not let its version be set: it is still {VersionOf(aligned)}");
        }
        catch (PerfGateException e) when (e.Diagnostic.Code == DiagnosticCode.PG2001)
        {
            throw NotAligned(fact, e.Diagnostic.Evidence);
        }
    }

    private static PerfGateException NotAligned(string fact, string? evidence) => new(
        DiagnosticCode.PG2001, fact, evidence, "Change the version of BenchmarkDotNet in a commit of its own, and store a baseline of it");
}
