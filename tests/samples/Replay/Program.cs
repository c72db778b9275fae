// A suite that measures nothing: each start writes the next recorded launches, in BenchmarkDotNet's form.
//
// replay.json in the working folder says what this state of the code is: { "recording": "sweeps", "benchmarks": 7, "factors": { "Spin(Position: 0)": 1.1 } },
// and what else is told in Settings.
// The environment says what both states share: REPLAY_STATE is the folder in which time is counted, REPLAY_SEED draws where in the recording it begins.
using Replay;

var command = CommandLine.Parse(args);
var settings = Settings.Read("replay.json");
var chosen = Benchmark.First(settings.Benchmarks, settings.NameOf).FindAll(command.Chooses);
if (command.IsList)
{
    Console.WriteLine(string.Join('\n', new HashSet<string>(chosen.ConvertAll(benchmark => benchmark.FullMethod))));

    return;
}

if (chosen.Count == 0)
{
    Console.WriteLine("The filter that you have provided returned 0 benchmarks.");
    return;
}

if (settings.Leaves is { } leaves)
{
    File.WriteAllText(leaves.Path, leaves.Text);
}

if (settings.ExitsAgain && chosen.Exists(command.Names))
{
    Environment.Exit(7);
}

var timeline = new Timeline(Path.Combine(AppContext.BaseDirectory, "noise", $"{settings.Recording}.json"), Settings.Seed);
var first = Clock.Advance(Settings.StateFolder, command.Launches);
var measured = chosen.ConvertAll(benchmark =>
{
    var thrown = settings.ThrownBy(benchmark, command.Names(benchmark));
    return new MeasuredBenchmark(
        benchmark,
        thrown is null ? timeline.Between(first, first + command.Launches, benchmark, settings.FactorOf(benchmark)) : [],
        settings.AllocatedBy(benchmark), thrown);
});
Log.Write(measured, command);
Report.Write(command, measured);
