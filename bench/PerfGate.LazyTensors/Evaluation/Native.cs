using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Evaluation;

/// <summary>
/// A few calls of TorchSharp's native library without what TorchSharp adds to them: a fused kernel needs an address, a count and an
/// empty tensor, and its whole work may take less than a microsecond.
/// </summary>
internal static unsafe partial class Native
{
    private const string Library = "LibTorchSharp";
    private const int Cpu = 0;

    /// <summary>A tensor of whatever is in its memory.</summary>
    public static Tensor Empty(long[] sizes, ScalarType dtype)
    {
        fixed (long* address = sizes)
        {
            nint handle = THSTensor_empty((nint)address, sizes.Length, (sbyte)dtype, Cpu, -1, 0);
            return handle != 0 ? Tensor.UnsafeCreateTensor(handle) : empty(sizes, dtype);
        }
    }

    /// <summary>The address of the first element.</summary>
    public static nint Address(Tensor tensor) => THSTensor_data(tensor.Handle);

    /// <summary>Whether the elements lie one after the other, in order.</summary>
    public static bool IsContiguous(Tensor tensor) => THSTensor_is_contiguous(tensor.Handle) != 0;

    /// <summary>Whether operations on it are recorded for gradients, unless that is switched off.</summary>
    public static bool RequiresGrad(Tensor tensor) => THSTensor_requires_grad(tensor.Handle) != 0;

    /// <summary>Whether every element is negated when it is read, so that what lies in memory is not its value.</summary>
    public static bool IsNegated(Tensor tensor) => THSTensor_is_neg(tensor.Handle) != 0;

    /// <summary>Whether a tensor has these sizes and this dtype; <see cref="Tensor.shape"/> would make an array each time.</summary>
    public static bool Has(Tensor tensor, ReadOnlySpan<long> sizes, ScalarType dtype)
    {
        nint handle = tensor.Handle;
        bool has = THSTensor_ndimension(handle) == sizes.Length && THSTensor_type(handle) == (sbyte)dtype;
        for (int i = 0; has && i < sizes.Length; i++)
        {
            has = THSTensor_size(handle, i) == sizes[i];
        }

        return has;
    }

    /// <summary>Whether it lies in main memory, each element in a place of its own.</summary>
    public static bool IsDenseOnCpu(Tensor tensor) => THSTensor_device_type(tensor.Handle) == Cpu && THSTensor_is_sparse(tensor.Handle) == 0;

    /// <summary>Elements from one index of a dimension to the next.</summary>
    public static long Stride(Tensor tensor, int dimension) => THSTensor_stride(tensor.Handle, dimension);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint THSTensor_empty(nint sizes, int length, sbyte dtype, int deviceType, int deviceIndex, byte requiresGrad);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    private static partial nint THSTensor_data(nint handle);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    private static partial byte THSTensor_is_contiguous(nint handle);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    private static partial byte THSTensor_requires_grad(nint handle);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    private static partial byte THSTensor_is_neg(nint handle);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    private static partial long THSTensor_ndimension(nint handle);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    private static partial long THSTensor_size(nint handle, long dimension);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    private static partial sbyte THSTensor_type(nint handle);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    private static partial int THSTensor_device_type(nint handle);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    private static partial byte THSTensor_is_sparse(nint handle);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    private static partial long THSTensor_stride(nint handle, long dimension);
}
