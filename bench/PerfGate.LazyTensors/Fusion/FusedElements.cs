using System.Diagnostics;
using PerfGate.LazyTensors.Graph;

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
            Op.Add or Op.AddScalar => code.Add(x, y),
            Op.Sub => code.Sub(x, y),
            Op.Mul or Op.MulScalar => code.Mul(x, y),
            Op.Div or Op.DivScalar => code.Div(x, y),
            Op.Neg => code.Negate(x),
            Op.Relu => code.AtLeast(0, x),
            Op.ClampMin => code.AtLeast(y, x),
            Op.ClampMax => code.AtMost(y, x),
            Op.WherePositive => code.ZeroUnlessPositive(y, x),
            Op.Sqrt => code.Sqrt(x),
            Op.Rsqrt => code.Div(code.Constant(1), code.Sqrt(x)),
            Op.Sigmoid => VectorMath.Sigmoid(code, x),
            Op.Exp => VectorMath.Exp(code, x),
            Op.Tanh => VectorMath.Tanh(code, x),
            Op.Gelu => VectorMath.Gelu(code, x),
            Op.Silu => VectorMath.Silu(code, x),
            _ => throw new UnreachableException($"{instruction} is not computed"),
        };
    }
}
