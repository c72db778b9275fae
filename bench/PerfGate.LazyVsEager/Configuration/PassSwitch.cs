using PerfGate.LazyTensors;

namespace PerfGate.LazyVsEager.Configuration;

/// <summary>Switches passes off from outside, so that a gate can be seen to notice.</summary>
internal static class PassSwitch
{
    /// <summary>The environment variable: names of <see cref="Pass"/>, separated by commas.</summary>
    public const string Variable = "LAZY_PASSES_OFF";

    private static readonly (Pass Off, string? Problem) Read = Parse(Environment.GetEnvironmentVariable(Variable));

    /// <summary>What is wrong with the variable; null if nothing is.</summary>
    public static string? Problem => Read.Problem;

    /// <summary>The passes that are left.</summary>
    /// <exception cref="InvalidOperationException">The variable names a pass that there is not.</exception>
    public static Pass On => Problem is null ? Pass.All & ~Read.Off : throw new InvalidOperationException(Problem);

    /// <summary>The passes that a list names, or what is wrong with it.</summary>
    internal static (Pass Off, string? Problem) Parse(string? list)
    {
        var off = Pass.None;
        foreach (string name in (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            // Enum.Parse alone would take numbers, too.
            if (!Enum.GetNames<Pass>().Contains(name, StringComparer.Ordinal))
            {
                return (off, $"{Variable} names a pass '{name}' that there is not; there are {string.Join(", ", Enum.GetNames<Pass>())}.");
            }

            off |= Enum.Parse<Pass>(name);
        }

        return (off, null);
    }
}
