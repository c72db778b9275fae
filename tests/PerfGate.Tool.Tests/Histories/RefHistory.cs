using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Histories;

public class RefHistory : HistoryContract
{
    private protected override Task<HistoryRepository> NewAsync() => HistoryRepository.NewAsync();

    private protected override async Task PutAsync(string text)
    {
        Repository.Workspace.With("blob", text);
        var blob = (await Repository.Workspace.GitAsync("hash-object", "-w", "blob")).Trim();
        using var made = RunningProcess.Start(
            "sh",
            ["-ec", $"git read-tree refs/perfgate/history && git update-index --add --cacheinfo 100644,{blob},2024-10/by-hand.jsonl && git update-ref refs/perfgate/history $(git -c user.name=A -c user.email=a@example.org commit-tree -p refs/perfgate/history -m x $(git write-tree))"],
            Repository.Workspace.Folder, new Dictionary<string, string> { ["GIT_INDEX_FILE"] = Repository.Workspace.PathOf("index") });
        (await made.FinishAsync()).Exits(0);
    }
}
