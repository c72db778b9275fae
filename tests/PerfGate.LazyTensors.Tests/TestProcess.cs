using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using PerfGate.LazyTensors.Loading;
using Xunit.Sdk;
using Xunit.v3;

// The number of live tensors is counted for the whole process.
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace PerfGate.LazyTensors.Tests;

/// <summary>What holds for a whole test process that uses TorchSharp.</summary>
internal static class TestProcess
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Tests use TorchSharp before they use what prepares it.")]
    internal static void Initialize() => LibTorch.Prepare();
}
