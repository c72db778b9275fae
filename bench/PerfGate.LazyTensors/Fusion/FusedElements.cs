using System.Diagnostics;

namespace PerfGate.LazyTensors.Fusion;

/// <summary>Writes what a kernel does in one turn of a loop.</summary>
internal sealed class FusedElements(FusedBody body, VectorCode code, FusedMemory memory)
{
    private readonly Vectors[] _values = new Vectors[body.Inputs.Length + body.Instructions.Length];

    /// <summary>Everything is read before anything is written, so that an output may lie over an input.</summary>
    public void Emit(FusedStep step)
    {
        for (int i = 0; i < body.Inputs.Length; i++)
        {
            _values[i] = memory.Read(i, step);
        }

        for (int i = 0; i < body.Instructions.Length; i++)
        {
            _values[body.Inputs.Length + i] = Emit(body.Instructions[i]);
        }

        for (int i = 0; i < body.Outputs.Length; i++)
        {
            memory.Write(_values[body.Outputs[i]], i, step);
        }
    }

    private Vectors Emit(FusedInstruction instruction)
    {
        Vectors x = _values[instruction.First];
        Vectors y = instruction.Second >= 0 ? _values[instruction.Second]
            : instruction.ScalarIndex >= 0 ? memory.Scalar(instruction.ScalarIndex)
            : x;
        return instruction.Op switch
        {
            FusedOp.Add or FusedOp.AddScalar => code.Add(x, y),
            FusedOp.Sub => code.Sub(x, y),
            FusedOp.Mul or FusedOp.MulScalar => code.Mul(x, y),
            FusedOp.Div or FusedOp.DivScalar => code.Div(x, y),
            FusedOp.Neg => code.Negate(x),
            FusedOp.Relu => code.AtLeast(0, x),
            FusedOp.Sqrt => code.Sqrt(x),
            FusedOp.Exp => VectorMath.Exp(code, x),
            FusedOp.Tanh => VectorMath.Tanh(code, x),
            FusedOp.Gelu => VectorMath.Gelu(code, x),
            FusedOp.Silu => VectorMath.Silu(code, x),
            _ => throw new UnreachableException($"{instruction} is not computed"),
        };
    }
}
