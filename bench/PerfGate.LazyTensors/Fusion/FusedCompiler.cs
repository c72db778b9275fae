using System.Reflection.Emit;
using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Fusion;

/// <summary>Writes the loops of a kernel: over rows, over several vectors at once, over single ones, and the end of a row.</summary>
internal sealed class FusedCompiler
{
    /// <summary>Of one exponential, in additions.</summary>
    private const int ExponentialCost = 20;

    private readonly FusedBody _body;
    private readonly VectorType _vector;
    private readonly DynamicMethod _method;
    private readonly ILGenerator _il;
    private readonly FusedMemory _memory;
    private readonly FusedElements _elements;

    public FusedCompiler(FusedBody body, VectorWidth width)
    {
        _body = body;
        _vector = new VectorType(width, body.Type == ScalarType.Float32 ? typeof(float) : typeof(double));

        // A delegate is called fastest when it has a target. The method is compiled with all optimisations at once.
        Type[] parameters = [typeof(object), .. typeof(FusedCode).GetMethod("Invoke")!.GetParameters().Select(p => p.ParameterType)];
        _method = new DynamicMethod("Fused", null, parameters, typeof(FusedCompiler).Module, skipVisibility: true) { InitLocals = false };
        _il = _method.GetILGenerator();
        var code = new VectorCode(_il, _vector);
        _memory = new FusedMemory(body, _il, _vector, code);
        _elements = new FusedElements(body, code, _memory);
    }

    public FusedCode Compile()
    {
        _memory.ReadArguments();
        Label nextRow = _il.DefineLabel();
        _il.MarkLabel(nextRow);
        _memory.BeginRow();
        int unrolled = Unrolled();
        if (unrolled > 1)
        {
            Loop(unrolled);
        }

        Loop(1);
        EndOfRow();
        _memory.ToNextRow(nextRow);
        _il.Emit(OpCodes.Ret);
        return _method.CreateDelegate<FusedCode>(_body);
    }

    /// <summary>
    /// How many vectors go through the loop together. One exponential alone keeps the processor waiting for its own
    /// results; long bodies would only be compiled for longer.
    /// </summary>
    private int Unrolled()
    {
        int cost = 0;
        foreach (FusedInstruction instruction in _body.Instructions)
        {
            cost += instruction.Op is Op.Gelu or Op.Tanh or Op.Exp or Op.Silu or Op.Sigmoid ? ExponentialCost : 1;
        }

        return cost < 2 * ExponentialCost ? 4 : cost < 5 * ExponentialCost ? 2 : 1;
    }

    private void Loop(int vectors)
    {
        Label body = _il.DefineLabel();
        Label condition = _il.DefineLabel();
        _il.Emit(OpCodes.Br, condition);
        _il.MarkLabel(body);
        _elements.Emit(new FusedStep(vectors));
        _memory.Advance(vectors);
        _il.MarkLabel(condition);
        _memory.JumpWhileLeft(vectors, body);
    }

    private void EndOfRow()
    {
        Label done = _il.DefineLabel();
        LocalBuilder count = _memory.CountLeft(done);
        _elements.Emit(new FusedStep(1, count));
        _il.MarkLabel(done);
    }
}
