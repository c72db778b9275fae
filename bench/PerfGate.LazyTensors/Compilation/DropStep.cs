namespace PerfGate.LazyTensors.Compilation;

/// <summary>Disposes what a run has taken and reads no more.</summary>
/// <param name="places">The values' places.</param>
/// <param name="areOwn">For each, whether its tensor is the run's own, or only a copy of it.</param>
internal sealed class DropStep(int[] places, bool[] areOwn) : Step
{
    public override void Run(Values values)
    {
        for (int i = 0; i < places.Length; i++)
        {
            values.Drop(places[i], areOwn[i]);
        }
    }
}
