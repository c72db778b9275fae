using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Compilation;

/// <summary>Which value of the graph each tensor that a run is given becomes, and which are donated.</summary>
internal sealed class Bindings
{
    private const int None = -1;

    private readonly int[] _places;
    private readonly int _captured;

    /// <param name="trace">What was compiled.</param>
    /// <param name="slots">The tensors that a run is given.</param>
    /// <exception cref="GraphException">A donated input is like no output that is left.</exception>
    public Bindings(Trace trace, ReadOnlySpan<InputSlot> slots)
    {
        Slots = [.. slots];
        Donations = Compilation.Donations.Of(trace.Graph, slots);
        IsDonated = [.. Enumerable.Range(0, slots.Length).Select(input => Donations.Contains(input))];
        _captured = slots.Length + trace.Numbers;
        _places = new int[_captured + trace.Captured];
        Array.Fill(_places, None);
        for (int i = 0; i < trace.Graph.Length; i++)
        {
            if (trace.Graph[i].Op == Op.Input)
            {
                _places[trace.Graph[i].Index] = i;
            }
        }
    }

    public InputSlot[] Slots { get; }

    /// <summary>For each output the input whose memory it takes; -1 for none.</summary>
    public int[] Donations { get; }

    /// <summary>For each input whether an output takes its memory.</summary>
    public bool[] IsDonated { get; }

    /// <summary>Where an input stands; -1 where the passes left it out.</summary>
    public int PlaceOf(int input) => _places[input];

    public int PlaceOfNumber(int number) => _places[Slots.Length + number];

    /// <summary>Where a tensor from outside stands.</summary>
    public int PlaceOfCaptured(int index) => _places[_captured + index];
}
