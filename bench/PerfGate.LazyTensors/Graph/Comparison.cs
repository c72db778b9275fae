namespace PerfGate.LazyTensors.Graph;

/// <summary>How two numbers are compared; NaN is unequal to everything, and neither more nor less.</summary>
internal enum Comparison : sbyte
{
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    Equal,
    NotEqual,
}
