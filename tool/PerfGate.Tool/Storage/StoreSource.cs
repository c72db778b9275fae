using PerfGate.Diagnostics;

namespace PerfGate.Tool.Storage;

/// <summary>Who says where the store is: it decides whether a password may be part of that, and which code an error has.</summary>
/// <param name="Name">What it is called in messages.</param>
/// <param name="Code">The code of an address that cannot be used.</param>
/// <param name="WhyNoPassword">Why a password must not be there; null where it may be.</param>
internal sealed record StoreSource(string Name, DiagnosticCode Code, string? WhyNoPassword)
{
    /// <summary>The environment variable that names the store.</summary>
    public const string VariableName = "PERFGATE_STORE";

    /// <summary>An option or argument, which other processes of the machine see, and logs of CI systems.</summary>
    public static StoreSource CommandLine { get; } = new("the command line", DiagnosticCode.PG1001, "every process of this machine can read a command line");

    /// <summary>The variable.</summary>
    public static StoreSource Variable { get; } = new(VariableName, DiagnosticCode.PG1001, null);

    /// <summary>perfgate.json.</summary>
    public static StoreSource Configuration { get; } = new("perfgate.json", DiagnosticCode.PG1005, "everybody who has the repository can read it");
}
