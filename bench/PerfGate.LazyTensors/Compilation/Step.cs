namespace PerfGate.LazyTensors.Compilation;

/// <summary>One computation of a compiled graph, with everything decided that does not change from run to run.</summary>
internal abstract class Step
{
    /// <summary>Reads values that are there, and makes others.</summary>
    public abstract void Run(Values values);
}
