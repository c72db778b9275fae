using System.Diagnostics;
using PerfGate.Fuzzing;
using SharpFuzz;

// PerfGate.Fuzzing                   names the readers
// PerfGate.Fuzzing READER            reads what AFL++ sends, again and again
// PerfGate.Fuzzing READER FILE...    reads files, such as those that AFL++ kept: how each went, and how long it took
if (args.Length == 0 || !Readers.All.TryGetValue(args[0], out var read))
{
    Console.WriteLine(string.Join('\n', Readers.All.Keys));
    return args.Length == 0 ? 0 : 2;
}

if (args.Length == 1)
{
    Fuzzer.Run(stream =>
    {
        using var document = new MemoryStream();
        stream.CopyTo(document);
        _ = Readers.Try(read, document.ToArray());
    });
    return 0;
}

var faults = 0;
foreach (var file in args[1..])
{
    var clock = Stopwatch.StartNew();
    string how;
    try
    {
        how = Readers.Try(read, File.ReadAllBytes(file)) ? "read" : "refused";
    }
#pragma warning disable CA1031 // Whatever it is, it is the fault that is looked for.
    catch (Exception e)
#pragma warning restore CA1031
    {
        how = $"{e.GetType().Name}: {e.Message}\n{e.StackTrace}";
        faults++;
    }

    Console.WriteLine($"{file}: {how} ({clock.Elapsed.TotalMilliseconds:F1} ms)");
}

return faults == 0 ? 0 : 1;
