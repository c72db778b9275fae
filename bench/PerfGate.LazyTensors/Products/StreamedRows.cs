namespace PerfGate.LazyTensors.Products;

/// <summary>Adds the product of a few rows with a matrix to what is there, reading the matrix once for four rows, from its beginning to its end.</summary>
/// <remarks>
/// Each number is added to by one multiplication after the other, in the order of the matrix' rows: its bits depend neither on the width of
/// registers nor on how many columns or rows are computed together.
/// </remarks>
/// <typeparam name="TLanes">The registers.</typeparam>
/// <typeparam name="TVector">What is in one.</typeparam>
internal static unsafe class StreamedRows<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    /// <summary>So many registers hold the factors of four rows of the matrix beside everything else.</summary>
    private const int ManyLanes = 16;

    /// <param name="x">Rows of <paramref name="inner"/> numbers.</param>
    /// <param name="w">The matrix' first column that is read; its rows are <paramref name="stride"/> numbers apart.</param>
    /// <param name="y">The result's first column that is written, its rows as far apart.</param>
    /// <param name="alpha">What every factor of x is multiplied by.</param>
    /// <param name="rows">Of x and y.</param>
    /// <param name="inner">Columns of x and rows of w.</param>
    /// <param name="columns">How many are computed: a multiple of the lanes.</param>
    /// <param name="stride">Numbers from row to row, of w and y.</param>
    public static void Add(float* x, float* w, float* y, float alpha, int rows, long inner, long columns, long stride)
    {
        int row = 0;
        for (; row + 4 <= rows; row += 4)
        {
            AddFour(x + (row * inner), w, y + (row * stride), alpha, inner, columns, stride);
        }

        for (; row < rows; row++)
        {
            AddOne(x + (row * inner), w, y + (row * stride), alpha, 0, inner, columns, stride);
        }
    }

    private static void AddFour(float* x, float* w, float* y, float alpha, long inner, long columns, long stride)
    {
        long k = 0;
        if (TLanes.Count == ManyLanes)
        {
            for (; k + 4 <= inner; k += 4)
            {
                AddFourByFour(x + k, w + (k * stride), y, alpha, inner, columns, stride);
            }
        }

        for (; k + 2 <= inner; k += 2)
        {
            AddFourByTwo(x + k, w + (k * stride), y, alpha, inner, columns, stride);
        }

        for (int row = 0; k < inner && row < 4; row++)
        {
            AddOne(x + (row * inner), w, y + (row * stride), alpha, k, inner, columns, stride);
        }
    }

    private static void AddFourByFour(float* x, float* w, float* y, float alpha, long inner, long columns, long stride)
    {
        float* b = x + inner, c = b + inner, d = c + inner;
        TVector a0 = TLanes.All(alpha * x[0]), a1 = TLanes.All(alpha * x[1]), a2 = TLanes.All(alpha * x[2]), a3 = TLanes.All(alpha * x[3]);
        TVector b0 = TLanes.All(alpha * b[0]), b1 = TLanes.All(alpha * b[1]), b2 = TLanes.All(alpha * b[2]), b3 = TLanes.All(alpha * b[3]);
        TVector c0 = TLanes.All(alpha * c[0]), c1 = TLanes.All(alpha * c[1]), c2 = TLanes.All(alpha * c[2]), c3 = TLanes.All(alpha * c[3]);
        TVector d0 = TLanes.All(alpha * d[0]), d1 = TLanes.All(alpha * d[1]), d2 = TLanes.All(alpha * d[2]), d3 = TLanes.All(alpha * d[3]);
        float* y1 = y + stride, y2 = y1 + stride, y3 = y2 + stride, w1 = w + stride, w2 = w1 + stride, w3 = w2 + stride;
        for (long j = 0; j < columns; j += TLanes.Count)
        {
            TVector first = TLanes.Load(w + j), second = TLanes.Load(w1 + j), third = TLanes.Load(w2 + j), fourth = TLanes.Load(w3 + j);
            TVector s0 = TLanes.MultiplyAdd(a0, first, TLanes.Load(y + j)), s1 = TLanes.MultiplyAdd(b0, first, TLanes.Load(y1 + j));
            TVector s2 = TLanes.MultiplyAdd(c0, first, TLanes.Load(y2 + j)), s3 = TLanes.MultiplyAdd(d0, first, TLanes.Load(y3 + j));
            (s0, s1) = (TLanes.MultiplyAdd(a1, second, s0), TLanes.MultiplyAdd(b1, second, s1));
            (s2, s3) = (TLanes.MultiplyAdd(c1, second, s2), TLanes.MultiplyAdd(d1, second, s3));
            (s0, s1) = (TLanes.MultiplyAdd(a2, third, s0), TLanes.MultiplyAdd(b2, third, s1));
            (s2, s3) = (TLanes.MultiplyAdd(c2, third, s2), TLanes.MultiplyAdd(d2, third, s3));
            TLanes.Store(TLanes.MultiplyAdd(a3, fourth, s0), y + j);
            TLanes.Store(TLanes.MultiplyAdd(b3, fourth, s1), y1 + j);
            TLanes.Store(TLanes.MultiplyAdd(c3, fourth, s2), y2 + j);
            TLanes.Store(TLanes.MultiplyAdd(d3, fourth, s3), y3 + j);
        }
    }

    private static void AddFourByTwo(float* x, float* w, float* y, float alpha, long inner, long columns, long stride)
    {
        float* b = x + inner, c = b + inner, d = c + inner;
        TVector a0 = TLanes.All(alpha * x[0]), a1 = TLanes.All(alpha * x[1]), b0 = TLanes.All(alpha * b[0]), b1 = TLanes.All(alpha * b[1]);
        TVector c0 = TLanes.All(alpha * c[0]), c1 = TLanes.All(alpha * c[1]), d0 = TLanes.All(alpha * d[0]), d1 = TLanes.All(alpha * d[1]);
        float* y1 = y + stride, y2 = y1 + stride, y3 = y2 + stride, w1 = w + stride;
        for (long j = 0; j < columns; j += TLanes.Count)
        {
            TVector first = TLanes.Load(w + j), second = TLanes.Load(w1 + j);
            TLanes.Store(TLanes.MultiplyAdd(a1, second, TLanes.MultiplyAdd(a0, first, TLanes.Load(y + j))), y + j);
            TLanes.Store(TLanes.MultiplyAdd(b1, second, TLanes.MultiplyAdd(b0, first, TLanes.Load(y1 + j))), y1 + j);
            TLanes.Store(TLanes.MultiplyAdd(c1, second, TLanes.MultiplyAdd(c0, first, TLanes.Load(y2 + j))), y2 + j);
            TLanes.Store(TLanes.MultiplyAdd(d1, second, TLanes.MultiplyAdd(d0, first, TLanes.Load(y3 + j))), y3 + j);
        }
    }

    /// <summary>One row, from a row of the matrix on.</summary>
    private static void AddOne(float* x, float* w, float* y, float alpha, long from, long inner, long columns, long stride)
    {
        long k = from;
        for (; k + 4 <= inner; k += 4)
        {
            TVector x0 = TLanes.All(alpha * x[k]), x1 = TLanes.All(alpha * x[k + 1]), x2 = TLanes.All(alpha * x[k + 2]), x3 = TLanes.All(alpha * x[k + 3]);
            float* w0 = w + (k * stride), w1 = w0 + stride, w2 = w1 + stride, w3 = w2 + stride;
            for (long j = 0; j < columns; j += TLanes.Count)
            {
                TVector sum = TLanes.MultiplyAdd(x0, TLanes.Load(w0 + j), TLanes.Load(y + j));
                sum = TLanes.MultiplyAdd(x1, TLanes.Load(w1 + j), sum);
                sum = TLanes.MultiplyAdd(x2, TLanes.Load(w2 + j), sum);
                TLanes.Store(TLanes.MultiplyAdd(x3, TLanes.Load(w3 + j), sum), y + j);
            }
        }

        for (; k < inner; k++)
        {
            TVector factor = TLanes.All(alpha * x[k]);
            for (long j = 0; j < columns; j += TLanes.Count)
            {
                TLanes.Store(TLanes.MultiplyAdd(factor, TLanes.Load(w + (k * stride) + j), TLanes.Load(y + j)), y + j);
            }
        }
    }
}
