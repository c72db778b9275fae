namespace PerfGate.LazyVsEager.Verification;

/// <summary>An arm computes something else than eager does, so its time means nothing.</summary>
public sealed class ArmMismatchException : Exception
{
    internal ArmMismatchException(string arm, string difference)
        : base($"{arm} gives a wrong result: {difference}")
    {
    }
}
