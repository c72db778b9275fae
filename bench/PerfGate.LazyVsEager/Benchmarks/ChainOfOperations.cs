using PerfGate.LazyTensors;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>Elementwise operations that take turns and keep the numbers near 1, so that a chain of any length stays finite.</summary>
internal static class ChainOfOperations
{
    /// <summary>The chain as a graph.</summary>
    /// <param name="a">Where it begins.</param>
    /// <param name="b">What is added.</param>
    /// <param name="factor">What is multiplied by.</param>
    /// <param name="length">How many operations.</param>
    public static LazyTensor Build(LazyTensor a, LazyTensor b, double factor, int length)
    {
        LazyTensor value = a;
        for (int i = 0; i < length; i++)
        {
            value = (i % 4) switch
            {
                0 => value + b,
                1 => value.tanh(),
                2 => value * factor,
                _ => value.relu(),
            };
        }

        return value;
    }

    /// <summary>The chain's last result; the others are disposed as soon as they are read.</summary>
    public static Tensor Run(Tensor a, Tensor b, Scalar factor, int length)
    {
        Tensor value = a;
        for (int i = 0; i < length; i++)
        {
            Tensor next = (i % 4) switch
            {
                0 => value + b,
                1 => value.tanh(),
                2 => value.mul(factor),
                _ => value.relu(),
            };
            if (i > 0)
            {
                value.Dispose();
            }

            value = next;
        }

        return value;
    }
}
