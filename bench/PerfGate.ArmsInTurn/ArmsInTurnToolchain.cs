using BenchmarkDotNet.Characteristics;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using BenchmarkDotNet.Validators;
using PerfGate.ArmsInTurn.Grouping;

namespace PerfGate.ArmsInTurn;

/// <summary>
/// An in-process toolchain that measures the arms of a group in short blocks, in an order that is drawn anew in each round, when
/// BenchmarkDotNet asks for the first of them; each benchmark is then given its own measurements.
/// </summary>
public sealed class ArmsInTurnToolchain : Toolchain
{
    /// <summary>The toolchain with blocks of <see cref="DefaultBlock"/>.</summary>
    public static readonly IToolchain Instance = new ArmsInTurnToolchain(DefaultBlock);

    /// <summary>Creates a toolchain.</summary>
    /// <param name="block">
    /// How long an arm runs before it is the next one's turn; above zero. No block is shorter than one operation of the slowest arm,
    /// or longer than an iteration.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The block is zero or negative.</exception>
    public ArmsInTurnToolchain(TimeSpan block)
        // PerfGate takes a toolchain that is called so for a way to measure, not for another benchmark.
        : base("InProcessArmsInTurn", new InProcessEmitGenerator(), new GroupBuilder(), new GroupExecutor(block))
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(block, TimeSpan.Zero);
    }

    /// <summary>A quarter of a millisecond.</summary>
    public static TimeSpan DefaultBlock => TimeSpan.FromMilliseconds(0.25);

    /// <inheritdoc/>
    public override bool IsInProcess => true;

    /// <inheritdoc/>
    public override IEnumerable<ValidationError> Validate(BenchmarkCase benchmarkCase, IResolver resolver) =>
        base.Validate(benchmarkCase, resolver).Concat(Refusals.Of(benchmarkCase));
}
