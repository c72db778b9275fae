using System.Reflection.Emit;

namespace PerfGate.LazyTensors.Fusion;

/// <summary>Writes a kernel's way through memory: where its inputs and outputs are, and how far it is in a row.</summary>
/// <remarks>Addresses, offsets and lengths in the code are in bytes.</remarks>
internal sealed class FusedMemory
{
    private readonly FusedBody _body;
    private readonly ILGenerator _il;
    private readonly VectorType _vector;
    private readonly VectorCode _code;
    private readonly LocalBuilder[] _inputs;
    private readonly LocalBuilder[] _outputs;
    private readonly LocalBuilder[] _strides;
    private readonly Vectors?[] _rowConstants;
    private readonly Dictionary<int, Vectors> _scalars = [];
    private readonly LocalBuilder _offset;
    private readonly LocalBuilder _rowLength;
    private readonly LocalBuilder _rowsLeft;

    public FusedMemory(FusedBody body, ILGenerator il, VectorType vector, VectorCode code)
    {
        _body = body;
        _il = il;
        _vector = vector;
        _code = code;
        _offset = il.DeclareLocal(typeof(nint));
        _rowLength = il.DeclareLocal(typeof(nint));
        _rowsLeft = il.DeclareLocal(typeof(nint));
        _inputs = Declare(body.Inputs.Length);
        _strides = Declare(body.Inputs.Length);
        _outputs = Declare(body.Outputs.Length);
        _rowConstants = new Vectors?[body.Inputs.Length];
    }

    public Vectors Scalar(int index) => _scalars[index];

    /// <summary>Takes the arguments of <see cref="FusedCode"/> apart; argument 0 is the delegate's target.</summary>
    public void ReadArguments()
    {
        for (int i = 0; i < _inputs.Length; i++)
        {
            Take(1, i, OpCodes.Ldind_I, _inputs[i]);
            Take(2, i, OpCodes.Ldind_I8, _strides[i], _vector.ElementSize);
        }

        for (int i = 0; i < _outputs.Length; i++)
        {
            Take(3, i, OpCodes.Ldind_I, _outputs[i]);
        }

        foreach (FusedInstruction instruction in _body.Instructions)
        {
            if (instruction.ScalarIndex >= 0 && !_scalars.ContainsKey(instruction.ScalarIndex))
            {
                PushItem(4, instruction.ScalarIndex, OpCodes.Ldind_R8);
                _il.Emit(_vector.Element == typeof(float) ? OpCodes.Conv_R4 : OpCodes.Conv_R8);
                _scalars.Add(instruction.ScalarIndex, _code.Broadcast());
            }
        }

        _il.Emit(OpCodes.Ldarg, (short)5);
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Stloc, _rowsLeft);
        _il.Emit(OpCodes.Ldarg, (short)6);
        ScaleAndStore(_vector.ElementSize, _rowLength);
    }

    public void BeginRow()
    {
        for (int i = 0; i < _inputs.Length; i++)
        {
            if (_body.Inputs[i] == InputAccess.RowConstant)
            {
                _il.Emit(OpCodes.Ldloc, _inputs[i]);
                _il.Emit(_vector.Element == typeof(float) ? OpCodes.Ldind_R4 : OpCodes.Ldind_R8);
                _rowConstants[i] = _code.Broadcast();
            }
        }

        _il.Emit(OpCodes.Ldc_I4_0);
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Stloc, _offset);
    }

    public void ToNextRow(Label nextRow)
    {
        for (int i = 0; i < _inputs.Length; i++)
        {
            Increase(_inputs[i], _strides[i]);
        }

        foreach (LocalBuilder output in _outputs)
        {
            Increase(output, _rowLength);
        }

        _il.Emit(OpCodes.Ldloc, _rowsLeft);
        _il.Emit(OpCodes.Ldc_I4_1);
        _il.Emit(OpCodes.Sub);
        _il.Emit(OpCodes.Dup);
        _il.Emit(OpCodes.Stloc, _rowsLeft);
        _il.Emit(OpCodes.Ldc_I4_0);
        _il.Emit(OpCodes.Bgt, nextRow);
    }

    public void Advance(int vectors)
    {
        _il.Emit(OpCodes.Ldloc, _offset);
        _il.Emit(OpCodes.Ldc_I4, vectors * (int)_vector.Width);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Stloc, _offset);
    }

    public void JumpWhileLeft(int vectors, Label target)
    {
        _il.Emit(OpCodes.Ldloc, _offset);
        _il.Emit(OpCodes.Ldloc, _rowLength);
        _il.Emit(OpCodes.Ldc_I4, vectors * (int)_vector.Width);
        _il.Emit(OpCodes.Sub);
        _il.Emit(OpCodes.Ble, target);
    }

    /// <summary>Elements that are left of the row; jumps where there are none.</summary>
    public LocalBuilder CountLeft(Label none)
    {
        LocalBuilder count = _il.DeclareLocal(typeof(int));
        _il.Emit(OpCodes.Ldloc, _offset);
        _il.Emit(OpCodes.Ldloc, _rowLength);
        _il.Emit(OpCodes.Bge, none);
        _il.Emit(OpCodes.Ldloc, _rowLength);
        _il.Emit(OpCodes.Ldloc, _offset);
        _il.Emit(OpCodes.Sub);
        _il.Emit(OpCodes.Conv_I4);
        _il.Emit(OpCodes.Ldc_I4, _vector.ElementSize);
        _il.Emit(OpCodes.Div);
        _il.Emit(OpCodes.Stloc, count);
        return count;
    }

    public Vectors Read(int input, FusedStep step)
    {
        if (_rowConstants[input] is { } constant)
        {
            return constant;
        }

        var locals = new LocalBuilder[step.Vectors];
        for (int i = 0; i < locals.Length; i++)
        {
            PushAddress(_inputs[input], i);
            locals[i] = _code.Load(step.Count);
        }

        return new Vectors(locals);
    }

    public void Write(Vectors value, int output, FusedStep step)
    {
        for (int i = 0; i < step.Vectors; i++)
        {
            _il.Emit(OpCodes.Ldloc, value[i]);
            PushAddress(_outputs[output], i);
            _code.Write(step.Count);
        }
    }

    private LocalBuilder[] Declare(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => _il.DeclareLocal(typeof(nint)))];

    private void Take(short argument, int index, OpCode load, LocalBuilder target, int scale = 1)
    {
        PushItem(argument, index, load);
        ScaleAndStore(scale, target);
    }

    private void ScaleAndStore(int scale, LocalBuilder target)
    {
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Ldc_I4, scale);
        _il.Emit(OpCodes.Mul);
        _il.Emit(OpCodes.Stloc, target);
    }

    /// <summary>All arrays of arguments have items of eight bytes on the systems that libtorch runs on.</summary>
    private void PushItem(short argument, int index, OpCode load)
    {
        _il.Emit(OpCodes.Ldarg, argument);
        _il.Emit(OpCodes.Ldc_I4, index * sizeof(long));
        _il.Emit(OpCodes.Add);
        _il.Emit(load);
    }

    private void PushAddress(LocalBuilder start, int vector)
    {
        _il.Emit(OpCodes.Ldloc, start);
        _il.Emit(OpCodes.Ldloc, _offset);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Ldc_I4, vector * (int)_vector.Width);
        _il.Emit(OpCodes.Add);
    }

    private void Increase(LocalBuilder address, LocalBuilder bytes)
    {
        _il.Emit(OpCodes.Ldloc, address);
        _il.Emit(OpCodes.Ldloc, bytes);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Stloc, address);
    }
}
