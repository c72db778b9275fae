namespace Steady;

/// <summary>What a test changes about a benchmark from outside, in place of a change to its source.</summary>
internal static class Knobs
{
    private static readonly int Spin = int.Parse(Environment.GetEnvironmentVariable("STEADY_SPIN") ?? "0");
    private static readonly bool Allocate = Environment.GetEnvironmentVariable("STEADY_ALLOCATE") == "1";

    public static object? Kept { get; private set; }

    public static void Turn()
    {
        if (Spin > 0)
        {
            Thread.SpinWait(Spin);
        }

        if (Allocate)
        {
            Kept = new object();
        }
    }
}
