using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors;

/// <summary>Steps of AdamW as graphs (I. Loshchilov and F. Hutter, "Decoupled Weight Decay Regularization", 2019), as libtorch's optimizer makes them.</summary>
/// <remarks>
/// What changes from step to step are the two <see cref="Numbers"/>, so a compiled step takes them as parameters. Parameters and moments are donated
/// there, and updated in place by one kernel.
/// </remarks>
/// <param name="rate">How far a step goes; positive.</param>
/// <param name="decay">How much of a parameter is lost in each step, times the rate.</param>
/// <param name="beta1">How much of the mean is kept, from 0 to less than 1.</param>
/// <param name="beta2">How much of the variance is kept, from 0 to less than 1.</param>
/// <param name="epsilon">Added to the deviation.</param>
public sealed class AdamW(double rate = 1e-3, double decay = 0.01, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
{
    /// <summary>How many numbers a step takes.</summary>
    public const int NumberCount = 2;

    /// <summary>The rate without the mean's bias, and what makes a deviation unbiased.</summary>
    /// <param name="step">From 1.</param>
    /// <returns><see cref="NumberCount"/> numbers.</returns>
    public double[] Numbers(int step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        return [rate / (1 - Math.Pow(beta1, step)), 1 / Math.Sqrt(1 - Math.Pow(beta2, step))];
    }

    /// <summary>One parameter and its moments after a step.</summary>
    /// <param name="parameter">What is trained.</param>
    /// <param name="gradient">Of the loss by it.</param>
    /// <param name="mean">The moving mean of gradients; zeros before the first step.</param>
    /// <param name="variance">The moving mean of their squares; zeros before the first step.</param>
    /// <param name="numbers">Nodes for what <see cref="Numbers"/> gives, scalars of the parameter's dtype.</param>
    /// <exception cref="GraphException">The shapes do not fit.</exception>
    public (LazyTensor Parameter, LazyTensor Mean, LazyTensor Variance) Step(
        LazyTensor parameter, LazyTensor gradient, LazyTensor mean, LazyTensor variance, ReadOnlySpan<LazyTensor> numbers)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        ArgumentNullException.ThrowIfNull(gradient);
        if (numbers.Length != NumberCount)
        {
            throw GraphException.At("adamw", $"{numbers.Length} numbers are given, and a step takes {NumberCount}");
        }

        LazyTensor newMean = (mean * beta1) + (gradient * (1 - beta1));
        LazyTensor newVariance = (variance * beta2) + (gradient * gradient * (1 - beta2));
        LazyTensor deviation = (newVariance.sqrt() * numbers[1]) + epsilon;
        return ((parameter * (1 - (rate * decay))) - (newMean / deviation * numbers[0]), newMean, newVariance);
    }
}
