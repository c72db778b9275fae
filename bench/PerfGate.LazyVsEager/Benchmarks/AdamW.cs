using PerfGate.LazyTensors;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>
/// A step of AdamW, with its usual numbers (I. Loshchilov and F. Hutter, "Decoupled Weight Decay Regularization", 2019).
/// </summary>
/// <param name="step">Which one, from 1.</param>
internal sealed class AdamW(int step)
{
    public const double Rate = 1e-3;
    public const double Decay = 0.01;
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;

    private readonly double _unbiased1 = 1 - Math.Pow(Beta1, step);
    private readonly double _unbiased2 = 1 - Math.Pow(Beta2, step);

    private Scalar _beta1 = null!;
    private Scalar _newToMean = null!;
    private Scalar _beta2 = null!;
    private Scalar _newToVariance = null!;
    private Scalar _unbias = null!;
    private Scalar _epsilon = null!;
    private Scalar _kept = null!;
    private Scalar _rate = null!;
    private Scalar _minusRate = null!;
    private Scalar _one = null!;

    /// <summary>Makes the numbers of the eager arms.</summary>
    /// <param name="number">Makes one, and disposes it later.</param>
    public void CreateNumbers(Func<double, Scalar> number)
    {
        _beta1 = number(Beta1);
        _newToMean = number(1 - Beta1);
        _beta2 = number(Beta2);
        _newToVariance = number(1 - Beta2);
        _unbias = number(1 / _unbiased2);
        _epsilon = number(Epsilon);
        _kept = number(1 - (Rate * Decay));
        _rate = number(Rate / _unbiased1);
        _minusRate = number(-Rate / _unbiased1);
        _one = number(1);
    }

    /// <summary>As the formulas stand.</summary>
    public (LazyTensor Parameters, LazyTensor Mean, LazyTensor Variance) Step(
        LazyTensor parameters, LazyTensor gradient, LazyTensor mean, LazyTensor variance)
    {
        LazyTensor newMean = (mean * Beta1) + (gradient * (1 - Beta1));
        LazyTensor newVariance = (variance * Beta2) + (gradient * gradient * (1 - Beta2));
        LazyTensor deviation = (newVariance * (1 / _unbiased2)).sqrt() + Epsilon;
        LazyTensor step = newMean / deviation * (Rate / _unbiased1);
        return ((parameters * (1 - (Rate * Decay))) - step, newMean, newVariance);
    }

    /// <summary>As the formulas stand, operation by operation.</summary>
    public (Tensor Parameters, Tensor Mean, Tensor Variance) Step(Tensor parameters, Tensor gradient, Tensor mean, Tensor variance)
    {
        using Tensor keptMean = mean.mul(_beta1);
        using Tensor newToMean = gradient.mul(_newToMean);
        Tensor newMean = keptMean + newToMean;
        using Tensor keptVariance = variance.mul(_beta2);
        using Tensor square = gradient * gradient;
        using Tensor newToVariance = square.mul(_newToVariance);
        Tensor newVariance = keptVariance + newToVariance;
        using Tensor unbiased = newVariance.mul(_unbias);
        using Tensor root = unbiased.sqrt();
        using Tensor deviation = root.add(_epsilon);
        using Tensor direction = newMean / deviation;
        using Tensor step = direction.mul(_rate);
        using Tensor kept = parameters.mul(_kept);
        return (kept - step, newMean, newVariance);
    }

    /// <summary>Everything in place, and with the operations that libtorch has for it.</summary>
    public void StepByHand(Tensor parameters, Tensor gradient, Tensor mean, Tensor variance)
    {
        mean.mul_(_beta1);
        mean.add_(gradient, _newToMean);
        variance.mul_(_beta2);
        variance.addcmul_(gradient, gradient, _newToVariance);
        using Tensor deviation = variance.mul(_unbias);
        deviation.sqrt_();
        deviation.add_(_epsilon, _one);
        parameters.mul_(_kept);
        parameters.addcdiv_(mean, deviation, _minusRate);
    }
}
