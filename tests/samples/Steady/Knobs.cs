namespace Steady;

/// <summary>What a test changes about a benchmark from outside, in place of a change to its source.</summary>
internal static class Knobs
{
    private static readonly int Spin = int.Parse(Environment.GetEnvironmentVariable("STEADY_SPIN") ?? "0");
    private static readonly bool Allocate = Environment.GetEnvironmentVariable("STEADY_ALLOCATE") == "1";
    private static readonly string OfLaunch = NextOfLaunches();

    public static object? Kept { get; private set; }

    public static void Turn()
    {
        if (Spin > 0)
        {
            Thread.SpinWait(Spin);
        }

        if (OfLaunch == "throw")
        {
            throw new InvalidOperationException("this launch throws");
        }

        if (Allocate || OfLaunch == "allocate")
        {
            // So much that the memory diagnoser tells it of a few operations, too.
            Kept = new byte[1000];
        }
    }

    // "FILE|allocate - throw": what the first launch does, the second and so on; the file counts them.
    private static string NextOfLaunches()
    {
        if (Environment.GetEnvironmentVariable("STEADY_LAUNCHES")?.Split('|') is not [var file, var list])
        {
            return "";
        }

        File.AppendAllText(file, ".");
        return list.Split(' ').ElementAtOrDefault((int)new FileInfo(file).Length - 1) ?? "";
    }
}
