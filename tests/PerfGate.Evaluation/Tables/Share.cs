namespace PerfGate.Evaluation.Tables;

/// <summary>A share that was counted.</summary>
internal static class Share
{
    private const double Z = 1.96;

    /// <summary>The share in percent, with Wilson's 95 % interval.</summary>
    public static string Text(int count, int of) => $"{100.0 * count / of:0.0} % [{100 * Wilson(count, of, -1):0.0}, {100 * Wilson(count, of, 1):0.0}]";

    private static double Wilson(int count, int of, int side)
    {
        var p = count / (double)of;
        var center = p + (Z * Z / (2 * of));
        var half = Z * Math.Sqrt(((p * (1 - p)) + (Z * Z / (4 * of))) / of);
        return Math.Clamp((center + (side * half)) / (1 + (Z * Z / of)), 0, 1);
    }
}
