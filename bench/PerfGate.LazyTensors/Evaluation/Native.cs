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

    /// <summary>How many elements there are.</summary>
    public static long Count(Tensor tensor) => THSTensor_numel(tensor.Handle);

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
    private static partial long THSTensor_numel(nint handle);
}
