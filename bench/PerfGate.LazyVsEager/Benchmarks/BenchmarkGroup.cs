using System.Reflection;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Running;
using PerfGate.LazyTensors;
using PerfGate.LazyTensors.Evaluation;
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
public abstract class BenchmarkGroup
{
    private const long Seed = 20_261_123;

    private readonly List<Tensor> _owned = [];
    private Observation? _observation;

    /// <summary>Makes the inputs and checks every arm of the group against eager before anything is timed.</summary>
    /// <exception cref="ArmMismatchException">An arm computes something else.</exception>
    [GlobalSetup]
    public void SetUp()
    {
        LibTorch.EnsureLoaded();
        set_num_threads(1);
        manual_seed(Seed);
        CreateInputs();
        ArmCheck.Run(this);
    }

    /// <summary>Disposes the inputs.</summary>
    [GlobalCleanup]
    public void CleanUp()
    {
        _owned.ForEach(tensor => tensor.Dispose());
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

        group.SetUp();
        try
        {
            using Observation seen = group.Observe(benchmark.Descriptor.WorkloadMethod);
            double? operations = group.FloatingPointOperations(Arm.Parse(benchmark.Descriptor.WorkloadMethod.Name).Operation);
            return new WorkCounters(seen.Counters?.GraphNodes, seen.Counters?.KernelsLaunched, operations);
        }
        finally
        {
            group.CleanUp();
        }
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

    /// <summary>What the operation should give, computed in Float64; null where eager's own result is the measure.</summary>
    protected internal virtual Tensor? Reference(string operation) => null;

    /// <summary>Floating-point operations of one run, for a rate; null where a rate would mean nothing.</summary>
    protected internal virtual double? FloatingPointOperations(string operation) => null;

    /// <summary>Creates the tensors that the group's operations take, with <see cref="Random"/>.</summary>
    protected abstract void CreateInputs();

    /// <summary>A Float32 tensor of standard normal numbers, the same in every process; disposed with the group.</summary>
    protected Tensor Random(params long[] sizes)
    {
        Tensor tensor = randn(sizes);
        _owned.Add(tensor);
        return tensor;
    }

    /// <summary>The end of an eager arm.</summary>
    protected void Consume(Tensor result) => _observation?.Keep(result, null);

    /// <summary>The end of a lazy arm: evaluates.</summary>
    protected void Consume(LazyTensor result)
    {
        Tensor tensor = result.Eval();
        _observation?.Keep(tensor, result.Counters);
    }

    /// <summary>The end of an asynchronous arm: evaluates on the thread pool.</summary>
    protected async Task ConsumeAsync(LazyTensor result)
    {
        Tensor tensor = await result.EvalAsync().ConfigureAwait(false);
        _observation?.Keep(tensor, result.Counters);
    }

    /// <summary>The end of an arm that only builds: what it built is evaluated in the check alone.</summary>
    protected void ConsumeGraph(LazyTensor result)
    {
        if (_observation is { } observation)
        {
            using (result)
            {
                Tensor tensor = result.Eval();
                observation.Keep(tensor, new EvaluationCounters(result.Counters.GraphNodes, 0));
            }
        }
    }
}
