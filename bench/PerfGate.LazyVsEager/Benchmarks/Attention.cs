using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using PerfGate.LazyVsEager.Configuration;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>Masked attention of eight heads, softmax(q·kᵀ/8 + mask)·v, for N queries among N keys.</summary>
public class Attention : BenchmarkGroup
{
    private const int Heads = 8;
    private const int HeadSize = 64;
    private const double ScoreScale = 1.0 / 8;

    private Operand _query = null!;
    private Operand _key = null!;
    private Operand _value = null!;
    private Operand _mask = null!;
    private Scalar _scale = null!;
    private CompiledGraph _compiled = null!;

    /// <summary>Queries, and keys.</summary>
    [Params(16, 128)]
    public int N { get; set; }

    /// <summary>As the formula stands.</summary>
    [Benchmark(Baseline = true)]
    public void AttendEager()
    {
        using Tensor turned = _key.Eager.transpose(-2, -1);
        using Tensor scores = _query.Eager.matmul(turned);
        using Tensor scaled = scores.mul(_scale);
        using Tensor masked = scaled + _mask.Eager;
        using Tensor weights = masked.softmax(-1);
        using Tensor result = weights.matmul(_value.Eager);
        Consume(result);
    }

    /// <summary>With libtorch's own operation, which has kernels for it.</summary>
    [Benchmark]
    public void AttendEagerByHand()
    {
        using Tensor result = nn.functional.scaled_dot_product_attention(_query.Eager, _key.Eager, _value.Eager, _mask.Eager);
        Consume(result);
    }

    /// <inheritdoc cref="AttendEager"/>
    [Benchmark]
    public void AttendLazy()
    {
        using LazyTensor result = LazyTensor.scaled_dot_product_attention(_query.Lazy, _key.Lazy, _value.Lazy, _mask.Lazy);
        Consume(result, Arms.Optimized);
    }

    /// <inheritdoc cref="AttendEager"/>
    [Benchmark]
    public void AttendLazyCompiled() => ConsumeCompiled(_compiled, _query.Eager, _key.Eager, _value.Eager, _mask.Eager);

    /// <inheritdoc/>
    protected internal override Tensor? Reference(string operation)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor scores = _query.Eager.@double().matmul(_key.Eager.@double().transpose(-2, -1)).mul(ScoreScale) + _mask.Eager.@double();
        return scores.softmax(-1).matmul(_value.Eager.@double()).MoveToOuterDisposeScope();
    }

    /// <summary>libtorch's own operation adds up block by block, and graphs scale the queries.</summary>
    protected internal override bool IsReassociated(string operation) => true;

    /// <inheritdoc/>
    protected override void CreateInputs()
    {
        _query = Input(1, Heads, N, HeadSize);
        _key = Input(1, Heads, N, HeadSize);
        _value = Input(1, Heads, N, HeadSize);
        using Tensor all = ones(N, N);
        using Tensor later = all.triu(1);
        using Tensor isLater = later.to(ScalarType.Bool);
        using Scalar nowhere = double.NegativeInfinity;
        using Tensor everywhere = zeros(N, N);
        _mask = InputOf(Own(everywhere.masked_fill(isLater, nowhere)));
        _scale = Number(ScoreScale);
        _compiled = Compile(x => LazyTensor.scaled_dot_product_attention(x[0], x[1], x[2], x[3]), _query, _key, _value, _mask);
    }
}
