using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PerfGate.LazyTensors.Fusion;

/// <summary>
/// Loads and stores the first elements of a vector and leaves the memory behind them alone, so that the end of a row
/// goes through the same instructions as the rest of it.
/// </summary>
internal static unsafe class TailMemory
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load512<T>(T* address, int count)
        where T : unmanaged
    {
        if (Avx512F.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? Avx512F.MaskLoad((float*)address, Below512(count), Vector512<float>.Zero).As<float, T>()
                : Avx512F.MaskLoad((double*)address, Below512((long)count), Vector512<double>.Zero).As<double, T>();
        }

        Vector512<T> vector = default;
        Copy(&vector, address, count);
        return vector;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store512<T>(Vector512<T> vector, T* address, int count)
        where T : unmanaged
    {
        if (!Avx512F.IsSupported)
        {
            Copy(address, (T*)&vector, count);
        }
        else if (typeof(T) == typeof(float))
        {
            Avx512F.MaskStore((float*)address, Below512(count), vector.AsSingle());
        }
        else
        {
            Avx512F.MaskStore((double*)address, Below512((long)count), vector.AsDouble());
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load256<T>(T* address, int count)
        where T : unmanaged
    {
        if (Avx.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? Avx.MaskLoad((float*)address, Below256(count)).As<float, T>()
                : Avx.MaskLoad((double*)address, Below256((long)count)).As<double, T>();
        }

        Vector256<T> vector = default;
        Copy(&vector, address, count);
        return vector;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store256<T>(Vector256<T> vector, T* address, int count)
        where T : unmanaged
    {
        if (!Avx.IsSupported)
        {
            Copy(address, (T*)&vector, count);
        }
        else if (typeof(T) == typeof(float))
        {
            Avx.MaskStore((float*)address, Below256(count), vector.AsSingle());
        }
        else
        {
            Avx.MaskStore((double*)address, Below256((long)count), vector.AsDouble());
        }
    }

    public static Vector128<T> Load128<T>(T* address, int count)
        where T : unmanaged
    {
        Vector128<T> vector = default;
        Copy(&vector, address, count);
        return vector;
    }

    public static void Store128<T>(Vector128<T> vector, T* address, int count)
        where T : unmanaged => Copy(address, (T*)&vector, count);

    private static void Copy<T>(void* target, T* source, int count)
        where T : unmanaged => Unsafe.CopyBlockUnaligned(target, source, (uint)(count * sizeof(T)));

    private static Vector512<float> Below512(int count) =>
        Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle();

    private static Vector512<double> Below512(long count) =>
        Vector512.LessThan(Vector512<long>.Indices, Vector512.Create(count)).AsDouble();

    private static Vector256<float> Below256(int count) =>
        Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle();

    private static Vector256<double> Below256(long count) =>
        Vector256.LessThan(Vector256<long>.Indices, Vector256.Create(count)).AsDouble();
}
