using System.Collections.Immutable;
using System.Text;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Etlx;
using Microsoft.Diagnostics.Tracing.EventPipe;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;
using PerfGate.Explaining;
using PerfGate.Model;

namespace PerfGate.Tool.Explaining;

/// <summary>Reads what the runtime wrote of a start, and keeps what it says of one benchmark.</summary>
/// <param name="benchmark">The benchmark that was measured.</param>
/// <param name="isOwn">Whether a module, by its name, is built from the repository's own source.</param>
internal sealed class TraceReader(BenchmarkId benchmark, Func<string, bool> isOwn)
{
    /// <summary>What the files' names end in.</summary>
    public const string Extension = ".nettrace";

    // BenchmarkDotNet's generated method around the benchmark, by its name in all versions and toolchains.
    private const string Workload = "WorkloadAction";

    // A sample outside of managed code says only that.
    private const string Native = "native code called by ";

    // In the command line of a program that BenchmarkDotNet built for a benchmark; a trace holds it in UTF-16.
    private static readonly byte[] OfBenchmark = Encoding.Unicode.GetBytes("--benchmarkName");

    /// <summary>Reads what a start wrote. Where BenchmarkDotNet built and started a program for the benchmark, that one's file is read, and not those of the builds, which take far longer.</summary>
    /// <param name="folder">The folder that was given to <see cref="Instruments.Tracing"/>.</param>
    /// <param name="timePerOperation">What was measured in this start, in nanoseconds.</param>
    /// <param name="bytesPerOperation">What an operation allocates, in bytes; null where it was not counted.</param>
    /// <exception cref="InvalidDataException">A file cannot be read.</exception>
    public Profile Read(string folder, double timePerOperation, double? bytesPerOperation)
    {
        var (stacks, allocations) = (new Dictionary<string, StackCount>(), new Dictionary<string, AllocationCount>());
        var (paused, lasted) = (0.0, 0.0);
        var all = Directory.GetFiles(folder, $"*{Extension}").Order(StringComparer.Ordinal).ToList();
        var ofBenchmarks = all.Where(file => File.ReadAllBytes(file).AsSpan().IndexOf(OfBenchmark) >= 0).ToList();
        foreach (var file in ofBenchmarks.Count > 0 ? ofBenchmarks : all)
        {
            var (ownPaused, ownLasted) = ReadFile(file, stacks, allocations);
            if (ownLasted > lasted)
            {
                (paused, lasted) = (ownPaused, ownLasted);
            }
        }

        return new Profile(timePerOperation, bytesPerOperation, [.. stacks.Values], [.. allocations.Values], lasted > 0 ? Math.Clamp(paused / lasted, 0, 1) : 0);
    }

    // For how long collections stopped the program while the benchmark was seen, and how long that was.
    private (double Paused, double Lasted) ReadFile(string file, Dictionary<string, StackCount> stacks, Dictionary<string, AllocationCount> allocations)
    {
        var converted = Path.ChangeExtension(file, ".etlx");
        try
        {
            TraceLog.CreateFromEventPipeDataFile(file, converted);
            using var log = new TraceLog(converted);
            var frames = new Dictionary<CallStackIndex, ImmutableArray<Frame>>();
            var (first, last) = (double.MaxValue, 0.0);
            var pauses = new List<(double Start, double End)>();
            var suspended = -1.0;
            foreach (var e in log.Events)
            {
                switch (e)
                {
                    case GCAllocationTickTraceData allocation when FramesOf(allocation, frames) is { IsEmpty: false } at:
                        Add(allocations, allocation, at);
                        break;
                    case GCSuspendEETraceData { Reason: GCSuspendEEReason.SuspendForGC or GCSuspendEEReason.SuspendForGCPrep }:
                        suspended = e.TimeStampRelativeMSec;
                        break;
                    case GCNoUserDataTraceData when suspended >= 0 && e.EventName == "GC/RestartEEStop":
                        pauses.Add((suspended, e.TimeStampRelativeMSec));
                        suspended = -1;
                        break;
                    case ClrThreadSampleTraceData sample when FramesOf(sample, frames) is { IsEmpty: false } at:
                        Add(stacks, sample.Type == ClrThreadSampleType.External ? [new Frame(Native + MethodText.Short(at[0].Method), false), .. at] : at);
                        (first, last) = (Math.Min(first, sample.TimeStampRelativeMSec), sample.TimeStampRelativeMSec);
                        break;
                    default:
                        break;
                }
            }

            return (pauses.Where(p => p.Start >= first && p.End <= last).Sum(p => p.End - p.Start), Math.Max(0, last - first));
        }
        // The library throws whatever it meets in a file that ends in the middle.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new InvalidDataException($"{Path.GetFileName(file)}: {e.Message}", e);
        }
        finally
        {
            File.Delete(converted);
        }
    }

    // Empty where the stack is not inside the benchmark.
    private ImmutableArray<Frame> FramesOf(TraceEvent e, Dictionary<CallStackIndex, ImmutableArray<Frame>> known)
    {
        var index = e.CallStackIndex();
        if (index == CallStackIndex.Invalid)
        {
            return [];
        }

        if (!known.TryGetValue(index, out var frames))
        {
            known[index] = frames = FramesOf(e.CallStack());
        }

        return frames;
    }

    private ImmutableArray<Frame> FramesOf(TraceCallStack? stack)
    {
        var frames = ImmutableArray.CreateBuilder<Frame>();
        for (; stack is not null; stack = stack.Caller)
        {
            var name = stack.CodeAddress.FullMethodName;
            if (name.Length == 0)
            {
                continue;
            }

            var (type, method) = MethodText.Split(name);
            if (method.StartsWith(Workload, StringComparison.Ordinal))
            {
                // A benchmark that was inlined into it is seen as it.
                return frames.Count > 0 ? frames.DrainToImmutable() : [new Frame($"{benchmark.MethodName}()", IsOwn: true)];
            }

            frames.Add(new Frame(name, isOwn(stack.CodeAddress.ModuleName)));
            // A thread that the benchmark started, or what goes on after an await, is not below BenchmarkDotNet's method.
            if (IsBenchmark(type, method))
            {
                return frames.DrainToImmutable();
            }
        }

        return [];
    }

    private bool IsBenchmark(string type, string method)
    {
        var owner = benchmark.Namespace.Length == 0 ? benchmark.Type : $"{benchmark.Namespace}.{benchmark.Type}";
        return type == owner ? method == benchmark.Method : type.StartsWith($"{owner}+<{benchmark.Method}>", StringComparison.Ordinal);
    }

    private static void Add(Dictionary<string, StackCount> stacks, ImmutableArray<Frame> frames)
    {
        var key = string.Join('\n', frames.Select(frame => frame.Method));
        stacks[key] = stacks.TryGetValue(key, out var known) ? known with { Count = known.Count + 1 } : new StackCount(frames, 1);
    }

    private static void Add(Dictionary<string, AllocationCount> allocations, GCAllocationTickTraceData allocation, ImmutableArray<Frame> frames)
    {
        var key = string.Join('\n', frames.Select(frame => frame.Method).Prepend(allocation.TypeName));
        allocations[key] = allocations.TryGetValue(key, out var known)
            ? known with { Bytes = known.Bytes + allocation.AllocationAmount64, Count = known.Count + 1 }
            : new AllocationCount(allocation.TypeName, frames, allocation.AllocationAmount64, 1);
    }
}
