namespace PerfGate.LazyTensors.Products;

/// <summary>Registers of one width, so that a kernel is written once and compiled for each.</summary>
/// <typeparam name="TVector">What is in a register.</typeparam>
internal unsafe interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>How many numbers it holds.</summary>
    static abstract int Count { get; }

    static abstract TVector All(float value);

    static abstract TVector Load(float* address);

    static abstract void Store(TVector vector, float* address);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);
}
