using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PerfGate.LazyTensors.Fusion;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Fusion;

/// <summary>Runs kernels on native memory that has a margin, and fails where one writes into it.</summary>
internal static class KernelRun
{
    private const int Margin = 32;
    private const double Untouched = 12345;

    internal static readonly ImmutableArray<VectorWidth> Widths = [VectorWidth.Bits128, VectorWidth.Bits256, VectorWidth.Bits512];

    /// <summary>Each output's elements, for one row of contiguous inputs.</summary>
    public static double[][] Row(FusedBody body, VectorWidth width, double[][] inputs, params double[] scalars) =>
        Rows(body, width, inputs, [.. inputs.Select(_ => 0L)], 1, inputs[0].Length, scalars);

    public static double[][] Rows(
        FusedBody body, VectorWidth width, double[][] inputs, long[] strides, int rows, int columns, params double[] scalars)
    {
        nint[] sources = [.. inputs.Select(input => Allocate(body, input))];
        double[] blank = [.. Enumerable.Repeat(Untouched, rows * columns)];
        nint[] targets = [.. body.Outputs.Select(_ => Allocate(body, blank))];
        try
        {
            FusedKernel.Compile(body, width).Run(sources, strides, targets, scalars, rows, columns);
            return [.. targets.Select(target => Read(body, target, rows * columns))];
        }
        finally
        {
            Free(body, [.. sources, .. targets]);
        }
    }

    /// <summary>The same with the output in the memory of an input.</summary>
    public static double[] InPlace(FusedBody body, VectorWidth width, double[][] inputs, int overwritten, params double[] scalars)
    {
        nint[] sources = [.. inputs.Select(input => Allocate(body, input))];
        try
        {
            FusedKernel.Compile(body, width).Run(
                sources, new long[inputs.Length], [sources[overwritten]], scalars, 1, inputs[0].Length);
            return Read(body, sources[overwritten], inputs[0].Length);
        }
        finally
        {
            Free(body, sources);
        }
    }

    private static unsafe nint Allocate(FusedBody body, double[] values)
    {
        // One element off, so that nothing is aligned to a vector.
        int count = values.Length + (2 * Margin) + 1;
        nint start = (nint)NativeMemory.AlignedAlloc((nuint)(count * sizeof(double)), 64);
        for (int i = 0; i < count; i++)
        {
            int index = i - Margin - 1;
            double value = index >= 0 && index < values.Length ? values[index] : Untouched;
            if (body.Type == ScalarType.Float32)
            {
                ((float*)start)[i] = (float)value;
            }
            else
            {
                ((double*)start)[i] = value;
            }
        }

        return start + Before(body);
    }

    private static double[] Read(FusedBody body, nint target, int count)
    {
        for (int i = 1; i <= Margin; i++)
        {
            Assert.Equal(Untouched, Element(body, target, -i));
            Assert.Equal(Untouched, Element(body, target, count - 1 + i));
        }

        return [.. Enumerable.Range(0, count).Select(i => Element(body, target, i))];
    }

    private static unsafe double Element(FusedBody body, nint start, int index) =>
        body.Type == ScalarType.Float32 ? ((float*)start)[index] : ((double*)start)[index];

    private static int Before(FusedBody body) => (Margin + 1) * (body.Type == ScalarType.Float32 ? sizeof(float) : sizeof(double));

    private static unsafe void Free(FusedBody body, nint[] addresses)
    {
        foreach (nint address in addresses)
        {
            NativeMemory.AlignedFree((void*)(address - Before(body)));
        }
    }
}
