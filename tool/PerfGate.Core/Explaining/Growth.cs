namespace PerfGate.Explaining;

/// <summary>
/// One part of what a benchmark takes, in several starts of both sides: its share of the samples times what an operation takes. It grew where all that could feign it is ruled
/// out: the samples' own chance, a difference between starts, and what is too small to matter.
/// </summary>
internal sealed record Growth
{
    // By the chance of sampling alone one part in 30 000 would be named; a profile has some hundred parts.
    private const double Sigmas = 4;

    private Growth(double before, double after, double sigmas, bool isApart) => (Before, After, SigmasApart, IsApart) = (before, after, sigmas, isApart);

    /// <summary>What it takes of an operation before, as the mean of the starts.</summary>
    public double Before { get; }

    /// <summary>What it takes of an operation now.</summary>
    public double After { get; }

    /// <summary>How far both lie apart, in standard errors of sampling; negative if it shrank.</summary>
    public double SigmasApart { get; }

    /// <summary>Whether each start of now has more than each of before.</summary>
    public bool IsApart { get; }

    /// <summary>How much more it takes now.</summary>
    public double Difference => After - Before;

    /// <summary>Whether it is shown to have grown by at least so much.</summary>
    public bool IsShown(double least) => Difference >= least && IsApart && SigmasApart >= Sigmas;

    /// <summary>By how much more samples it would be shown, as a factor above 1; infinite where it did not grow.</summary>
    public double MoreSamples => SigmasApart <= 0 ? double.PositiveInfinity : Math.Max(1, Sigmas * Sigmas / (SigmasApart * SigmasApart));

    /// <summary>Compares a part of both sides.</summary>
    /// <param name="before">Of each start: samples of the part, all samples, and what an operation takes.</param>
    /// <param name="after">The same of now.</param>
    public static Growth Of(IReadOnlyList<Part> before, IReadOnlyList<Part> after) => new(
        before.Average(part => part.Value), after.Average(part => part.Value),
        (after.Average(part => part.Value) - before.Average(part => part.Value)) / Math.Sqrt(Variance(before) + Variance(after)),
        after.Min(part => part.Value) > before.Max(part => part.Value));

    // Of a binomial share, with one sample added on either side, so that none seen is not taken for certainty.
    private static double Variance(IReadOnlyList<Part> starts)
    {
        var (count, all) = (starts.Sum(start => start.Count) + 1.0, starts.Sum(start => start.All) + 2.0);
        var whole = starts.Average(start => start.Whole);
        return whole * whole * (count / all) * (1 - (count / all)) / all;
    }

    /// <summary>A part of one start.</summary>
    /// <param name="Count">Its samples.</param>
    /// <param name="All">All samples of the start.</param>
    /// <param name="Weight">Its share of what the samples stand for, in [0, 1].</param>
    /// <param name="Whole">What an operation takes.</param>
    internal readonly record struct Part(int Count, int All, double Weight, double Whole)
    {
        /// <summary>What the part takes of an operation.</summary>
        public double Value => Weight * Whole;
    }
}
