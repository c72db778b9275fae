using System.Collections.Concurrent;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Fusion;

/// <summary>A compiled <see cref="FusedBody"/>: computes all its outputs in one pass over memory.</summary>
internal sealed class FusedKernel
{
    /// <summary>Elements; a multiple of what goes through a loop together, so that parts but the last have no end of a row.</summary>
    private const int PartsMultiple = 1024;

    private static readonly ConcurrentDictionary<FusedBody, FusedKernel> Compiled = new();
    private static readonly Lock Compiling = new();

    private readonly FusedBody _body;
    private readonly FusedCode _code;
    private readonly int _scalars;
    private readonly int _elementSize;

    private FusedKernel(FusedBody body, VectorWidth width)
    {
        FusedBodyCheck.Require(body);
        _body = body;
        _elementSize = body.Type == ScalarType.Float32 ? sizeof(float) : sizeof(double);
        foreach (FusedInstruction instruction in body.Instructions)
        {
            _scalars = Math.Max(_scalars, instruction.ScalarIndex + 1);
        }

        _code = new FusedCompiler(body, width).Compile();
    }

    /// <summary>The kernel of a body, compiled on first use and kept for the life of the process.</summary>
    /// <exception cref="ArgumentException">
    /// The body has no output, reads a value that is not computed before, or holds an operation that is not supported.
    /// </exception>
    public static FusedKernel For(FusedBody body) => Compiled.TryGetValue(body, out FusedKernel? kernel) ? kernel : CompileOnce(body);

    /// <summary>A kernel of its own for registers of a given width.</summary>
    /// <exception cref="ArgumentException">As for <see cref="For"/>.</exception>
    public static FusedKernel Compile(FusedBody body, VectorWidth width) => new(body, width);

    /// <summary>Computes <paramref name="rows"/> times <paramref name="columns"/> elements of each output, which are contiguous.</summary>
    /// <param name="inputs">Address of the first element of each input. Memory needs no alignment.</param>
    /// <param name="rowStrides">
    /// For each input, elements from the beginning of a row to that of the next: <paramref name="columns"/> for a matrix,
    /// 0 where each row reads the same; with <see cref="InputAccess.RowConstant"/> 1 for one value a row, 0 for a scalar.
    /// </param>
    /// <param name="outputs">
    /// Address of the first element of each output. It may be that of a contiguous input of the same size, which is
    /// overwritten then; otherwise outputs overlap nothing.
    /// </param>
    /// <param name="scalars">What <see cref="FusedInstruction.ScalarIndex"/> points into; rounded to the body's type.</param>
    /// <param name="rows">Not negative; nothing happens where it or <paramref name="columns"/> is 0.</param>
    /// <param name="columns">Not negative.</param>
    /// <exception cref="ArgumentException">There are fewer addresses, strides or scalars than the body has.</exception>
    public unsafe void Run(
        ReadOnlySpan<nint> inputs,
        ReadOnlySpan<long> rowStrides,
        ReadOnlySpan<nint> outputs,
        ReadOnlySpan<double> scalars,
        long rows,
        long columns)
    {
        if (inputs.Length != _body.Inputs.Length || rowStrides.Length != inputs.Length
            || outputs.Length != _body.Outputs.Length || scalars.Length < _scalars)
        {
            throw new ArgumentException(
                $"a kernel of {_body.Inputs.Length} inputs, {_body.Outputs.Length} outputs and {_scalars} scalars"
                + $" was given {inputs.Length} with {rowStrides.Length} strides, {outputs.Length} and {scalars.Length}");
        }

        if (rows <= 0 || columns <= 0)
        {
            return;
        }

        if (rows > 1 && IsOneRow(rowStrides, columns))
        {
            columns *= rows;
            rows = 1;
        }

        if (Parts.For(rows * columns) is > 1 and int threads)
        {
            RunParts(threads, inputs.ToArray(), rowStrides.ToArray(), outputs.ToArray(), scalars.ToArray(), rows, columns);
            return;
        }

        fixed (nint* input = inputs, output = outputs)
        fixed (long* stride = rowStrides)
        fixed (double* scalar = scalars)
        {
            _code(input, stride, output, scalar, rows, columns);
        }
    }

    /// <summary>Cuts between rows, or within the only one.</summary>
    private void RunParts(int threads, nint[] inputs, long[] rowStrides, nint[] outputs, double[] scalars, long rows, long columns)
    {
        bool isOneRow = rows == 1;
        Parts.Run(isOneRow ? columns : rows, threads, isOneRow ? PartsMultiple : 1, (begin, end) =>
        {
            nint[] from = new nint[inputs.Length], to = new nint[outputs.Length];
            for (int i = 0; i < from.Length; i++)
            {
                long perUnit = !isOneRow ? rowStrides[i] : _body.Inputs[i] == InputAccess.Contiguous ? 1 : 0;
                from[i] = inputs[i] + (nint)(begin * perUnit * _elementSize);
            }

            for (int i = 0; i < to.Length; i++)
            {
                to[i] = outputs[i] + (nint)(begin * (isOneRow ? 1 : columns) * _elementSize);
            }

            Run(from, rowStrides, to, scalars, isOneRow ? 1 : end - begin, isOneRow ? end - begin : columns);
        });
    }

    private static FusedKernel CompileOnce(FusedBody body)
    {
        lock (Compiling)
        {
            return Compiled.GetOrAdd(body, static body => new FusedKernel(body, VectorType.Widest));
        }
    }

    /// <summary>Whether each row goes on where the one before it ends.</summary>
    private bool IsOneRow(ReadOnlySpan<long> rowStrides, long columns)
    {
        for (int i = 0; i < rowStrides.Length; i++)
        {
            if (rowStrides[i] != (_body.Inputs[i] == InputAccess.Contiguous ? columns : 0))
            {
                return false;
            }
        }

        return true;
    }
}
