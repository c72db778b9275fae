namespace Explained;

/// <summary>Two calls below a benchmark.</summary>
public static class Lookup
{
    public static int Count(int[] values)
    {
        var seen = new HashSet<int>();
        foreach (var value in values)
        {
            seen.Add(value);
        }

        return seen.Count;
    }
}
