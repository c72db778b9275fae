namespace Loops;

/// <summary>How much work each benchmark does; its time is proportional to this. tests/live changes one of them.</summary>
internal static class Rounds
{
    public const int Hash = 1000;
    public const int Walk = 1000;
    public const int Parse = 1000;
    public const int Curve = 1000;
}
