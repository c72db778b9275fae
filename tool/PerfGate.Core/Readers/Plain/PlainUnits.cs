namespace PerfGate.Readers.Plain;

/// <summary>Units of the plain format, and the base units that values are kept in.</summary>
internal static class PlainUnits
{
    /// <summary>The units of time, for people.</summary>
    public const string Times = "ns, us, ms, s or min";

    /// <summary>The units of memory, for people.</summary>
    public const string Sizes = "B, KB, MB or GB";

    /// <summary>The base unit, and how many of it one of this unit is. A unit that is neither of time nor of bytes is its own.</summary>
    public static (string Unit, double Factor) Of(string unit) => unit switch
    {
        "ns" => ("ns", 1),
        "us" or "µs" or "μs" => ("ns", 1e3),
        "ms" => ("ns", 1e6),
        "s" => ("ns", 1e9),
        "min" => ("ns", 60e9),
        "B" => ("B", 1),
        // As reports show them.
        "KB" => ("B", 1024),
        "MB" => ("B", 1024 * 1024),
        "GB" => ("B", 1024 * 1024 * 1024),
        _ => (unit, 1),
    };
}
