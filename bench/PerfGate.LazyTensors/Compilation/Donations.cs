using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Compilation;

/// <summary>Which donated input's memory each output takes.</summary>
internal static class Donations
{
    /// <summary>Each output takes the first donated input that is like it and that no output before it took.</summary>
    /// <returns>For each output the input's number; -1 for none.</returns>
    /// <exception cref="GraphException">A donated input is like no output that is left.</exception>
    public static int[] Of(NodeGraph graph, ReadOnlySpan<InputSlot> slots)
    {
        int[] inputs = new int[graph.Outputs.Length];
        bool[] isTaken = new bool[slots.Length];
        for (int output = 0; output < inputs.Length; output++)
        {
            ref readonly Node node = ref graph[graph.Outputs[output]];
            int input = 0;
            while (input < slots.Length && (isTaken[input] || !IsFor(slots[input], node)))
            {
                input++;
            }

            inputs[output] = input < slots.Length ? input : -1;
            if (input < slots.Length)
            {
                isTaken[input] = true;
            }
        }

        for (int input = 0; input < slots.Length; input++)
        {
            if (slots[input].IsDonated && !isTaken[input])
            {
                throw GraphException.At("compile", $"input {input} is donated, and no output that is left has its shape and dtype, {slots[input]}");
            }
        }

        return inputs;
    }

    private static bool IsFor(InputSlot slot, in Node output) =>
        slot.IsDonated && slot.DType == output.DType && slot.Sizes.AsSpan().SequenceEqual(output.Sizes);
}
