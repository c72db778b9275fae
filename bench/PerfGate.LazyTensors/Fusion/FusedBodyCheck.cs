using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Fusion;

/// <summary>Refuses a body that no kernel can be compiled for.</summary>
internal static class FusedBodyCheck
{
    /// <exception cref="ArgumentException">Says what is wrong with the body.</exception>
    public static void Require(FusedBody body)
    {
        Require(body.Type is ScalarType.Float32 or ScalarType.Float64, $"dtype {body.Type} is not Float32 or Float64");
        for (int i = 0; i < body.Instructions.Length; i++)
        {
            RequireInstruction(body, i);
        }

        int values = body.Inputs.Length + body.Instructions.Length;
        Require(!body.Outputs.IsEmpty, "there is no output");
        foreach (int output in body.Outputs)
        {
            Require(output >= 0 && output < values, $"output {output} is none of {values} values");
        }
    }

    private static void RequireInstruction(FusedBody body, int index)
    {
        FusedInstruction instruction = body.Instructions[index];
        int before = body.Inputs.Length + index;
        bool first = instruction.First >= 0 && instruction.First < before;
        bool second = FusedOps.TakesTwo(instruction.Op)
            ? instruction.Second >= 0 && instruction.Second < before
            : instruction.Second == -1;
        bool scalar = FusedOps.TakesScalar(instruction.Op) ? instruction.ScalarIndex >= 0 : instruction.ScalarIndex == -1;
        Require(first && second && scalar, $"{instruction} does not fit its {before} operands");
        Require(FusedOps.Supports(instruction.Op, body.Type), $"{instruction.Op} is not there in {body.Type}");
    }

    private static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new ArgumentException($"a fused body cannot be compiled: {problem}");
        }
    }
}
