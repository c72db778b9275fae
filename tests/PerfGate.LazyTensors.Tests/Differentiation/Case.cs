using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Differentiation;

/// <summary>An operation to differentiate, lazily and eagerly.</summary>
/// <param name="name">What it is.</param>
/// <param name="shapes">Of its inputs.</param>
/// <param name="lazily">The operation.</param>
/// <param name="eagerly">The same.</param>
public sealed class Case(string name, long[][] shapes, Func<LazyTensor[], LazyTensor> lazily, Func<Tensor[], Tensor> eagerly)
{
    public long[][] Shapes => shapes;

    public Func<LazyTensor[], LazyTensor> Lazily => lazily;

    public Func<Tensor[], Tensor> Eagerly => eagerly;

    public override string ToString() => name;
}
