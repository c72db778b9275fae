using System.Runtime.Intrinsics;

namespace PerfGate.LazyTensors.Products;

/// <summary>Registers of 128 bits.</summary>
internal readonly unsafe struct Lanes128 : ILanes<Vector128<float>>
{
    public static int Count => Vector128<float>.Count;

    public static Vector128<float> All(float value) => Vector128.Create(value);

    public static Vector128<float> Load(float* address) => Vector128.Load(address);

    public static void Store(Vector128<float> vector, float* address) => vector.Store(address);

    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) => Vector128.FusedMultiplyAdd(a, b, c);
}
