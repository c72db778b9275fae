namespace PerfGate.LazyTensors.Fusion;

/// <summary>Registers that a kernel is compiled for; the number is their size in bytes.</summary>
internal enum VectorWidth
{
    Bits128 = 16,
    Bits256 = 32,
    Bits512 = 64,
}
