using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Evaluation;

/// <summary>The tensors that a graph reads, each once, and where it stands. Made to be cleared and used again.</summary>
internal sealed class LeafList
{
    /// <summary>So many are looked through more quickly than looked up.</summary>
    private const int Few = 8;

    private Tensor[] _tensors = new Tensor[Few];
    private int[] _places = new int[Few];
    private Dictionary<Tensor, int>? _placeOf;

    public int Count { get; private set; }

    public Tensor this[int index] => _tensors[index];

    /// <summary>Where a tensor stands, if it is there.</summary>
    public bool TryFind(Tensor tensor, out int place)
    {
        if (_placeOf is not null)
        {
            return _placeOf.TryGetValue(tensor, out place);
        }

        for (int i = 0; i < Count; i++)
        {
            if (ReferenceEquals(_tensors[i], tensor))
            {
                place = _places[i];
                return true;
            }
        }

        place = -1;
        return false;
    }

    /// <summary>Adds a tensor that is not there.</summary>
    public void Add(Tensor tensor, int place)
    {
        if (Count == _tensors.Length)
        {
            Array.Resize(ref _tensors, 2 * Count);
            Array.Resize(ref _places, 2 * Count);
        }

        (_tensors[Count], _places[Count]) = (tensor, place);
        Count++;
        _placeOf?.Add(tensor, place);
        if (Count > Few && _placeOf is null)
        {
            _placeOf = new Dictionary<Tensor, int>(ReferenceEqualityComparer.Instance);
            for (int i = 0; i < Count; i++)
            {
                _placeOf.Add(_tensors[i], _places[i]);
            }
        }
    }

    public void Clear()
    {
        _tensors.AsSpan(0, Count).Clear();
        _placeOf = null;
        Count = 0;
    }
}
