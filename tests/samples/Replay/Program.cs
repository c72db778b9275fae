// A suite that measures nothing: each start writes the next recorded launches, in BenchmarkDotNet's form.
//
// replay.json in the working folder says what this state of the code is: { "recording": "sweeps", "benchmarks": 7, "factors": { "Spin(Position: 0)": 1.1 } }.
// The environment says what both states share: REPLAY_STATE is the folder in which time is counted, REPLAY_SEED draws where in the recording it begins.
using Replay;

var command = CommandLine.Parse(args);
var settings = Settings.Read("replay.json");
var chosen = Enumerable.Range(0, settings.Benchmarks).Select(index => new Benchmark(index)).Where(command.Chooses).ToList();
if (command.IsList)
{
    foreach (var method in chosen.Select(benchmark => benchmark.FullMethod).Distinct())
    {
        Console.WriteLine(method);
    }

    return;
}

if (chosen.Count == 0)
{
    Console.WriteLine("The filter that you have provided returned 0 benchmarks.");
    return;
}

var timeline = new Timeline(Path.Combine(AppContext.BaseDirectory, "noise", $"{settings.Recording}.json"), Settings.Seed);
var first = Clock.Advance(Settings.StateFolder, command.Launches);
var measured = chosen.Select(benchmark => new MeasuredBenchmark(
    benchmark,
    [.. Enumerable.Range(first, command.Launches).Select(time => timeline.At(time, benchmark, settings.FactorOf(benchmark)))])).ToList();
Log.Write(measured, command);
Report.Write(command, measured);
