using System.Runtime.CompilerServices;

namespace PerfGate.LazyTensors.Evaluation;

/// <summary>Where objects stand, by reference. Made to be cleared and used again, as every evaluation needs one.</summary>
internal sealed class PlaceMap
{
    private const int Fewest = 64;
    private object?[] _keys = new object?[Fewest];
    private int[] _places = new int[Fewest];

    public int Count { get; private set; }

    public bool TryGet(object key, out int place)
    {
        int slot = SlotOf(key);
        place = _places[slot];
        return _keys[slot] is not null;
    }

    /// <summary>Adds an object that is not there.</summary>
    public void Add(object key, int place)
    {
        if (2 * Count >= _keys.Length)
        {
            Grow();
        }

        int slot = SlotOf(key);
        _keys[slot] = key;
        _places[slot] = place;
        Count++;
    }

    /// <summary>Forgets everything, and the memory of an unusually large use.</summary>
    public void Clear()
    {
        if (_keys.Length > 64 * Fewest)
        {
            _keys = new object?[Fewest];
            _places = new int[Fewest];
        }
        else
        {
            Array.Clear(_keys);
        }

        Count = 0;
    }

    private int SlotOf(object key)
    {
        int mask = _keys.Length - 1;
        int slot = (int)(((uint)RuntimeHelpers.GetHashCode(key) * 0x9E3779B1u) >> 7) & mask;
        while (_keys[slot] is { } there && !ReferenceEquals(there, key))
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        (object?[] keys, int[] places) = (_keys, _places);
        _keys = new object?[2 * keys.Length];
        _places = new int[2 * keys.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            if (keys[i] is { } key)
            {
                int slot = SlotOf(key);
                (_keys[slot], _places[slot]) = (key, places[i]);
            }
        }
    }
}
