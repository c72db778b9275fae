using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>Whole training steps, loss, gradients and AdamW: two layers 256-256-10 on 64 rows, and an adapter beside a fixed layer of 512 features.</summary>
/// <remarks>Eager records gradients; the compiled step computes them in its graph, and updates parameters and moments in place.</remarks>
public class TrainingStep : BenchmarkGroup
{
    private const int Rows = 64;
    private const int Width = 256;
    private const int Classes = 10;
    private const int Features = 512;
    private const int Rank = 8;
    private const double Alpha = 16;

    private TrainedModel _layers = null!;
    private TrainedModel _adapter = null!;
    private Scalar _scale = null!;

    /// <summary>A step with libtorch's gradients, and AdamW as the formulas stand.</summary>
    [Benchmark(Baseline = true)]
    public void LayersEager() => Run(_layers, _layers.StepEagerly);

    /// <summary>The same, with AdamW in place, as libtorch's own optimizer has it.</summary>
    [Benchmark]
    public void LayersEagerByHand() => Run(_layers, _layers.StepByHand);

    /// <summary>The same as one compiled graph.</summary>
    [Benchmark]
    public void LayersLazyCompiled() => Run(_layers, _layers.StepCompiled, _layers.Graph);

    /// <inheritdoc cref="LayersEager"/>
    [Benchmark(Baseline = true)]
    public void AdapterEager() => Run(_adapter, _adapter.StepEagerly);

    /// <inheritdoc cref="LayersEagerByHand"/>
    [Benchmark]
    public void AdapterEagerByHand() => Run(_adapter, _adapter.StepByHand);

    /// <inheritdoc cref="LayersLazyCompiled"/>
    [Benchmark]
    public void AdapterLazyCompiled() => Run(_adapter, _adapter.StepCompiled, _adapter.Graph);

    /// <summary>Sums of products are made in another order.</summary>
    protected internal override bool IsReassociated(string operation) => true;

    /// <inheritdoc/>
    protected override void CreateInputs()
    {
        _scale = Number(Alpha / Rank);
        Tensor classes = Own(randint(0, Classes, Rows, ScalarType.Int64));
        _layers = Own(new TrainedModel(
            [Weight(Width, Width).Eager, Own(zeros(Width)), Weight(Classes, Width).Eager, Own(zeros(Classes))], [Random(Rows, Width), classes], EagerLayers, LazyLayers, Number));
        _adapter = Own(new TrainedModel(
            [Weight(Features, Rank).Eager, Weight(Rank, Features).Eager], [Random(Rows, Features), Weight(Features, Features).Eager, Random(Rows, Features)], EagerAdapter, LazyAdapter, Number));
    }

    private static Tensor EagerLayers(Tensor[] parameters, Tensor[] data)
    {
        using Tensor first = nn.functional.linear(data[0], parameters[0], parameters[1]);
        using Tensor hidden = first.relu();
        using Tensor scores = nn.functional.linear(hidden, parameters[2], parameters[3]);
        return nn.functional.cross_entropy(scores, data[1]);
    }

    private static LazyTensor LazyLayers(LazyTensor[] parameters, LazyTensor[] data) =>
        LazyTensor.cross_entropy(data[0].linear(parameters[0], parameters[1]).relu().linear(parameters[2], parameters[3]), data[1]);

    private Tensor EagerAdapter(Tensor[] parameters, Tensor[] data)
    {
        using Tensor product = data[0].mm(data[1]);
        using Tensor down = data[0].mm(parameters[0]);
        using Tensor up = down.mm(parameters[1]);
        using Tensor scaled = up.mul(_scale);
        using Tensor result = product + scaled;
        using Tensor difference = result - data[2];
        using Tensor square = difference * difference;
        return square.mean();
    }

    private static LazyTensor LazyAdapter(LazyTensor[] parameters, LazyTensor[] data) =>
        (LazyTensor.LoraLinear(data[0], data[1], parameters[0], parameters[1], Rank, Alpha) - data[2]).pow(2).mean();

    private void Run(TrainedModel model, Func<Tensor[]> step, CompiledGraph? graph = null)
    {
        if (IsObserved)
        {
            model.Reset();
        }

        Tensor[] results = step();
        if (graph is null)
        {
            Consume(results);
        }
        else
        {
            ConsumeCounted(graph, results);
        }

        results[0].Dispose();
    }
}
