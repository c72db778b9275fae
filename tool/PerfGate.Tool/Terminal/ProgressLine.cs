using System.Diagnostics;
using System.Globalization;
using PerfGate.Formatting;

namespace PerfGate.Tool.Terminal;

/// <summary>
/// Says on standard error how far the measuring is and how long it will still take: one line that is written over in
/// a terminal, a line for each launch in a log.
/// </summary>
internal sealed class ProgressLine(TextWriter writer, bool isTerminal, Verbosity verbosity)
{
    private readonly Stopwatch _elapsed = new();
    private int _width;

    /// <summary>Says what is being done now, where it takes a while and has no parts to count.</summary>
    public void Say(string text)
    {
        if (verbosity != Verbosity.Quiet)
        {
            Clear();
            writer.WriteLine(PlainText.OneLine(text));
        }
    }

    /// <summary>Starts the clock from which the remaining time is extrapolated.</summary>
    public void StartMeasuring() => _elapsed.Restart();

    /// <summary>Says how much is done.</summary>
    /// <param name="label">What is being done.</param>
    /// <param name="done">The share that is done, in [0, 1].</param>
    /// <param name="isStep">Whether this is worth a line in a log.</param>
    public void Report(string label, double done, bool isStep)
    {
        if (verbosity == Verbosity.Quiet || (!isTerminal && !isStep))
        {
            return;
        }

        var remaining = done > 0.02 ? $", about {Duration(_elapsed.Elapsed * ((1 - done) / done))} left" : "";
        var text = string.Create(CultureInfo.InvariantCulture, $"{PlainText.OneLine(label)} ({done * 100:0} %{(done < 1 ? remaining : $", took {Duration(_elapsed.Elapsed)}")})");
        if (isTerminal)
        {
            writer.Write($"\r{text.PadRight(_width)}");
            _width = text.Length;
        }
        else
        {
            writer.WriteLine(text);
        }
    }

    /// <summary>Removes the line, so that something else can be written.</summary>
    public void Clear()
    {
        if (isTerminal && _width > 0)
        {
            writer.Write($"\r{new string(' ', _width)}\r");
            _width = 0;
        }
    }

    private static string Duration(TimeSpan time) => time.TotalSeconds < 100
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, time.TotalSeconds):0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds} s");
}
