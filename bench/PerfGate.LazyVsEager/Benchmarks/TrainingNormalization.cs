using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using PerfGate.LazyVsEager.Configuration;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>What every layer ends with, on activations [4, 16, N]; softmax and layer_norm are one operation already.</summary>
public class TrainingNormalization : BenchmarkGroup
{
    private const int Sequences = 4;
    private const int Tokens = 16;
    private const double Epsilon = 1e-5;

    private Operand _x = null!;
    private Operand _weight = null!;
    private Operand _bias = null!;
    private Scalar _epsilon = null!;
    private long[] _shape = null!;
    private CompiledGraph _softmax = null!;
    private CompiledGraph _layerNorm = null!;
    private CompiledGraph _rmsNorm = null!;

    /// <summary>Features of each token.</summary>
    [Params(512, 1_024, 2_048)]
    public int N { get; set; }

    /// <summary>softmax(x).</summary>
    [Benchmark(Baseline = true)]
    public void SoftmaxEager()
    {
        using Tensor result = _x.Eager.softmax(-1);
        Consume(result);
    }

    /// <inheritdoc cref="SoftmaxEager"/>
    [Benchmark]
    public void SoftmaxLazy()
    {
        using LazyTensor result = _x.Lazy.softmax(-1);
        Consume(result, Arms.Optimized);
    }

    /// <inheritdoc cref="SoftmaxEager"/>
    [Benchmark]
    public void SoftmaxLazyCompiled() => ConsumeCompiled(_softmax, _x.Eager);

    /// <summary>layer_norm(x) with weight and bias.</summary>
    [Benchmark(Baseline = true)]
    public void LayerNormEager()
    {
        using Tensor result = nn.functional.layer_norm(_x.Eager, _shape, _weight.Eager, _bias.Eager, Epsilon);
        Consume(result);
    }

    /// <inheritdoc cref="LayerNormEager"/>
    [Benchmark]
    public void LayerNormLazy()
    {
        using LazyTensor result = _x.Lazy.layer_norm(_shape, _weight.Lazy, _bias.Lazy, Epsilon);
        Consume(result, Arms.Optimized);
    }

    /// <inheritdoc cref="LayerNormEager"/>
    [Benchmark]
    public void LayerNormLazyCompiled() => ConsumeCompiled(_layerNorm, _x.Eager, _weight.Eager, _bias.Eager);

    /// <summary>x / √(mean of x² + eps)·weight, for which TorchSharp has no operation.</summary>
    [Benchmark(Baseline = true)]
    public void RmsNormEager()
    {
        using Tensor square = _x.Eager * _x.Eager;
        using Tensor mean = square.mean([-1], keepdim: true);
        using Tensor shifted = mean.add(_epsilon);
        using Tensor factor = shifted.rsqrt();
        using Tensor scaled = _x.Eager * factor;
        using Tensor result = scaled * _weight.Eager;
        Consume(result);
    }

    /// <inheritdoc cref="RmsNormEager"/>
    [Benchmark]
    public void RmsNormEagerByHand()
    {
        using Tensor square = _x.Eager * _x.Eager;
        using Tensor factor = square.mean([-1], keepdim: true);
        factor.add_(_epsilon);
        factor.rsqrt_();
        using Tensor result = _x.Eager * factor;
        result.mul_(_weight.Eager);
        Consume(result);
    }

    /// <inheritdoc cref="RmsNormEager"/>
    [Benchmark]
    public void RmsNormLazy()
    {
        using LazyTensor result = _x.Lazy.rms_norm(_shape, _weight.Lazy, Epsilon);
        Consume(result, Arms.Optimized);
    }

    /// <inheritdoc cref="RmsNormEager"/>
    [Benchmark]
    public void RmsNormLazyCompiled() => ConsumeCompiled(_rmsNorm, _x.Eager, _weight.Eager);

    /// <inheritdoc/>
    protected override void CreateInputs()
    {
        _shape = [N];
        _x = Input(Sequences, Tokens, N);
        _weight = Input(N);
        _bias = Input(N);
        _epsilon = Number(Epsilon);
        _softmax = Compile(x => x[0].softmax(-1), _x);
        _layerNorm = Compile(x => x[0].layer_norm(_shape, x[1], x[2], Epsilon), _x, _weight, _bias);
        _rmsNorm = Compile(x => x[0].rms_norm(_shape, x[1], Epsilon), _x, _weight);
    }
}
