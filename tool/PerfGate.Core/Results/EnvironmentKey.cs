using System.Security.Cryptography;
using System.Text;

namespace PerfGate.Results;

/// <summary>
/// A short, readable name of an environment, fit for a file name:
/// <c>linux-debian-12.x64.amd-epyc.2-cores.net-10.0.3f2a9c</c>. The last part is a digest of all of them, the
/// garbage collector's mode and the intrinsics included.
/// </summary>
public readonly record struct EnvironmentKey(string Value)
{
    /// <summary>The key of an environment.</summary>
    public static EnvironmentKey Of(HostEnvironment environment)
    {
        var parts = Parts(environment);
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
        var names = parts.Take(5).Select(EnvironmentText.Slug).Where(name => name.Length > 0);
        return new EnvironmentKey(string.Join('.', names.Append(digest[..6])));
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>Where the processor's model stands in the parts.</summary>
    internal const int Processor = 2;

    /// <summary>Where the runtime stands in the parts; what is before it is the machine's.</summary>
    internal const int Runtime = 4;

    /// <summary>Where the intrinsics stand in the parts.</summary>
    internal const int Intrinsics = 6;

    /// <summary>The parts in a spelling that each version of BenchmarkDotNet has in common, to be compared; an empty text is "not known".</summary>
    internal static string[] Comparable(HostEnvironment e)
    {
        var parts = Parts(e);
        parts[0] = OsText.Comparable(e.Os);
        parts[2] = EnvironmentText.ComparableProcessor(e.Processor);
        return parts;
    }

    /// <summary>What the key is made of; an empty text is "not known". Another spelling of the same is another key, so that stored files keep their names.</summary>
    internal static string[] Parts(HostEnvironment e) =>
    [
        EnvironmentText.Os(e.Os),
        e.Architecture.ToLowerInvariant(),
        EnvironmentText.Processor(e.Processor),
        e.LogicalCores == 0 ? "" : e.LogicalCores == 1 ? "1 core" : $"{e.LogicalCores} cores",
        EnvironmentText.Runtime(e.Runtime),
        e.GcMode.ToLowerInvariant(),
        e.Intrinsics.ToLowerInvariant(),
    ];
}
