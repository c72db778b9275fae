namespace PerfGate.LazyTensors.Compilation;

/// <summary>Copies a view of the graph's own memory, whose elements do not lie one after the other, for somebody who reads them so.</summary>
/// <param name="place">The view's place.</param>
internal sealed class CopyStep(int place) : Step
{
    public override void Run(Values values) => values.PutDense(place, values[place]!);
}
