using System.Diagnostics;
using System.Text;
using PerfGate.Diagnostics;

namespace PerfGate.Core.Tests.Fuzzing;

/// <summary>
/// Gives a reader spoilt documents, and requires of each: it is read, or refused with a code, within a second (beside other tests, ten) and 500 MB. The next test run draws the same documents;
/// <c>PERFGATE_FUZZ=N</c> draws N of each reader, and <c>PERFGATE_FUZZ_SEED=S</c> others, beginning with number S.
/// </summary>
internal static class Fuzz
{
    private const long MostBytes = 500_000_000;
    private static readonly int? Documents = Number("PERFGATE_FUZZ");

    // Beside other tests, on a busy machine, a second is soon over; a long search is alone.
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(Documents is null ? 10 : 1);
    private static readonly int First = Number("PERFGATE_FUZZ_SEED") ?? 1;

    // Where the sound documents go instead of being spoilt, for a search by another program.
    private static readonly string? Kept = Environment.GetEnvironmentVariable("PERFGATE_FUZZ_DOCUMENTS");

    /// <summary>Draws documents.</summary>
    /// <param name="kind">What they are.</param>
    /// <param name="documents">Sound ones.</param>
    /// <param name="read">Reads one, and does with it what the tool does. It throws <see cref="PerfGateException"/> where it refuses.</param>
    /// <param name="usual">How many are drawn where nobody says.</param>
    public static void Each(string kind, IReadOnlyList<string> documents, Action<byte[]> read, int usual = 500)
    {
        var count = Documents ?? usual;
        foreach (var document in documents)
        {
            // What is sound is read, or the search says nothing.
            read(Encoding.UTF8.GetBytes(document));
        }

        if (Kept is not null)
        {
            Keep(documents, Path.Combine(Kept, kind));
            return;
        }

        var (accepted, refused) = (0, 0);
        var faults = new Dictionary<string, string>();
        for (var seed = First; seed < First + count; seed++)
        {
            var random = new Random(seed);
            var document = Mutations.Of(documents[random.Next(documents.Count)], random);
            try
            {
                _ = Try(document, read) ? accepted++ : refused++;
            }
            catch (Exception e)
            {
                // One of each kind is enough to see.
                faults.TryAdd(Kind(e), $"{e.GetType().Name}: {e.Message}\n{e.StackTrace}\n{Describe(document, seed)}");
            }
        }

        var counts = $"{accepted} read, {refused} refused";
        TestContext.Current.TestOutputHelper?.WriteLine(counts);
        Assert.True(faults.Count == 0, $"{faults.Count} kinds of faults; {counts}\n\n{string.Join("\n\n", faults.Values)}");
        Assert.True(count < 100 || (accepted > count / 50 && refused > count / 50), $"{counts}: the search is too narrow");
    }

    private static void Keep(IReadOnlyList<string> documents, string folder)
    {
        Directory.CreateDirectory(folder);
        for (var i = 0; i < documents.Count; i++)
        {
            File.WriteAllText(Path.Combine(folder, $"{i}"), documents[i]);
        }
    }

    private static bool Try(byte[] document, Action<byte[]> read)
    {
        var (before, clock) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
        var wasRead = Read(document, read);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(bytes < MostBytes, $"{bytes / 1_000_000} MB were allocated");
        // Another process may have had the processor meanwhile, so the best of four counts.
        for (var times = 0; clock.Elapsed > MostTime; times++)
        {
            Assert.True(times < 3, $"it took {clock.Elapsed}");
            clock.Restart();
            Read(document, read);
        }

        return wasRead;
    }

    private static bool Read(byte[] document, Action<byte[]> read)
    {
        try
        {
            read(document);
            return true;
        }
        catch (PerfGateException)
        {
            return false;
        }
    }

    private static string Kind(Exception e) => $"{e.GetType()} {e.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("tool/PerfGate", StringComparison.Ordinal)) ?? e.Message}";

    private static string Describe(byte[] document, int seed)
    {
        var path = Path.Combine(Path.GetTempPath(), $"perfgate-fuzz-{TestContext.Current.TestMethod?.MethodName}-{seed}.json");
        File.WriteAllBytes(path, document);
        return $"PERFGATE_FUZZ_SEED={seed} PERFGATE_FUZZ=1, kept as {path}";
    }

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : null;
}
