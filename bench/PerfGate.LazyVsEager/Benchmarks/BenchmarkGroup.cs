using System.Collections.Concurrent;
using System.Reflection;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Running;
using PerfGate.LazyTensors;
using PerfGate.LazyTensors.Loading;
using PerfGate.LazyVsEager.Configuration;
using PerfGate.LazyVsEager.Verification;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>A group of operations, each measured in several arms on the same inputs.</summary>
/// <remarks>
/// A benchmark's name is its operation followed by its arm: <c>AddEager</c>, <c>AddLazy</c>, <c>AddLazyAsync</c>. Each
/// ends by handing its result to <c>Consume</c>, through which the set-up looks at what exactly the measured method
/// computes: one arm that differs from eager fails the benchmark.
/// </remarks>
public abstract partial class BenchmarkGroup
{
    private const long Seed = 20_261_123;

    private static readonly ConcurrentDictionary<string, bool> Verified = new();

    private readonly List<IDisposable> _owned = [];
    private Observation? _observation;

    /// <summary>Makes the inputs and checks every arm of the group against eager before anything is timed.</summary>
    /// <exception cref="ArmMismatchException">An arm computes something else.</exception>
    [GlobalSetup]
    public void SetUp()
    {
        Prepare();

        // The inputs are the same in every set-up of the process, and so is what comes of them.
        string group = $"{GroupType()} {string.Join(", ", Parameters.Of(GetType()).Select(parameter => parameter.GetValue(this)))}";
        if (!Verified.ContainsKey(group))
        {
            ArmCheck.Run(this);
            Verified[group] = true;
        }
    }

    /// <summary>Disposes the inputs.</summary>
    [GlobalCleanup]
    public void CleanUp()
    {
        _owned.ForEach(owned => owned.Dispose());
        _owned.Clear();
    }

    /// <summary>What one operation of a benchmark does, found by running it once on inputs of its own.</summary>
    internal static WorkCounters Count(BenchmarkCase benchmark)
    {
        var group = (BenchmarkGroup)Activator.CreateInstance(benchmark.Descriptor.Type)!;
        foreach (var parameter in benchmark.Parameters.Items)
        {
            benchmark.Descriptor.Type.GetProperty(parameter.Name)!.SetValue(group, parameter.Value);
        }

        group.Prepare();
        try
        {
            using Observation seen = group.Observe(benchmark.Descriptor.WorkloadMethod);
            string operation = Arm.Parse(benchmark.Descriptor.WorkloadMethod.Name).Operation;
            return new WorkCounters(
                seen.Counters?.GraphNodes,
                seen.Counters?.KernelsLaunched,
                seen.Counters?.IntermediateBytes,
                group.FloatingPointOperations(operation),
                group.BytesMoved(operation));
        }
        finally
        {
            group.CleanUp();
        }
    }

    /// <summary>Makes the inputs.</summary>
    internal void Prepare()
    {
        LibTorch.EnsureLoaded();
        set_num_threads(1);
        manual_seed(Seed);
        CreateInputs();
    }

    /// <summary>Runs a benchmark once, untimed, and keeps what it computed.</summary>
    internal Observation Observe(MethodInfo benchmark)
    {
        var observation = new Observation();
        _observation = observation;
        try
        {
            if (benchmark.Invoke(this, BindingFlags.DoNotWrapExceptions, null, [], null) is Task running)
            {
                running.GetAwaiter().GetResult();
            }
        }
        finally
        {
            _observation = null;
        }

        return observation;
    }

    /// <summary>What the operation's first result should be, computed in Float64; null where eager's own result is the measure.</summary>
    protected internal virtual Tensor? Reference(string operation) => null;

    /// <summary>Whether an arm of the operation computes in another order than eager, so that rounding differs.</summary>
    protected internal virtual bool IsReassociated(string operation) => false;

    /// <summary>Floating-point operations of one run, for a rate; null where a rate would mean nothing.</summary>
    protected internal virtual double? FloatingPointOperations(string operation) => null;

    /// <summary>Bytes that one run has to read and write at least, for a rate; null where a rate would mean nothing.</summary>
    protected internal virtual double? BytesMoved(string operation) => null;

    /// <summary>Creates what the group's operations take, with <see cref="Input"/>, <see cref="Weight"/> and <see cref="Number"/>.</summary>
    protected abstract void CreateInputs();

    /// <summary>A Float32 tensor of standard normal numbers, the same in every process; disposed with the group.</summary>
    protected Tensor Random(params long[] sizes) => Own(randn(sizes));

    /// <summary>The same as an input of all arms.</summary>
    protected Operand Input(params long[] sizes) => InputOf(Random(sizes));

    /// <summary>A matrix as layers start with, so that products with it stay as large as what they multiply.</summary>
    protected Operand Weight(long rows, long columns)
    {
        using Scalar scale = 1 / Math.Sqrt(rows);
        return InputOf(Own(randn(rows, columns).mul_(scale)));
    }

    /// <summary>A tensor as an input of all arms.</summary>
    /// <param name="tensor">Lives as long as the group.</param>
    protected static Operand InputOf(Tensor tensor) => new(tensor, LazyTensor.Input(tensor));

    /// <summary>A number for eager arms: made and disposed in each run, it would cost as much as a small operation.</summary>
    protected Scalar Number(double value) => Own((Scalar)value);

    /// <summary>Hands over what is to be disposed with the group.</summary>
    protected T Own<T>(T owned)
        where T : IDisposable
    {
        _owned.Add(owned);
        return owned;
    }

    /// <summary>BenchmarkDotNet derives a type of its own for each benchmark.</summary>
    private Type GroupType()
    {
        Type type = GetType();
        while (type.BaseType != typeof(BenchmarkGroup))
        {
            type = type.BaseType!;
        }

        return type;
    }
}
