using System.CommandLine;

namespace PerfGate.Tool.Commands.Histories;

/// <summary><c>perfgate history</c>: how benchmarks went on from commit to commit. Without a further word it shows the trends.</summary>
internal static class HistoryCommand
{
    public static Command Create() => HistoryShow.Complete(new Command("history", "How benchmarks went on from commit to commit: trends, changes and creep.")
    {
        HistoryShow.Complete(new Command("show", "Shows the trends and what changed, with the commits between which it happened.")),
        HistoryListing.Create(),
        HistoryPageWriting.Create(),
        HistoryExport.Create(),
        HistoryImport.Create(),
        HistoryBackfill.Create(),
        HistorySync.CreatePull(),
        HistorySync.CreatePush(),
    });
}
