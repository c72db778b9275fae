using System.Diagnostics;
using System.Reflection.Emit;

namespace PerfGate.LazyTensors.Fusion;

/// <summary>Writes what a kernel does for one vector of each input.</summary>
internal sealed class FusedElements(FusedBody body, VectorCode code, FusedMemory memory)
{
    private readonly LocalBuilder[] _values = new LocalBuilder[body.Inputs.Length + body.Instructions.Length];

    /// <summary>Everything is read before anything is written, so that an output may lie over an input.</summary>
    public void Emit(FusedPlace place)
    {
        for (int i = 0; i < body.Inputs.Length; i++)
        {
            _values[i] = memory.Read(i, place);
        }

        for (int i = 0; i < body.Instructions.Length; i++)
        {
            _values[body.Inputs.Length + i] = Emit(body.Instructions[i]);
        }

        for (int i = 0; i < body.Outputs.Length; i++)
        {
            memory.Write(_values[body.Outputs[i]], i, place);
        }
    }

    private LocalBuilder Emit(FusedInstruction instruction)
    {
        LocalBuilder x = _values[instruction.First];
        LocalBuilder y = instruction.Second >= 0 ? _values[instruction.Second]
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
