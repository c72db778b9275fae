using PerfGate.Histories;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Histories;

/// <summary>Several writers at once, and several clones.</summary>
public sealed class Sharing : IAsyncLifetime
{
    private HistoryRepository _repository = null!;
    private Workspace Workspace => _repository.Workspace;

    public async ValueTask InitializeAsync() => _repository = await HistoryRepository.NewAsync();

    [Fact]
    public async Task Branches_index_and_working_tree_stay_as_they_are()
    {
        Workspace.With("staged", "1").With("code", "changed");
        await Workspace.GitAsync("add", "staged");
        _repository.Write("h.jsonl", HistoryRepository.Stepped());
        var (status, index, refs) = (await Workspace.GitAsync("status", "--porcelain"), await Workspace.GitAsync("ls-files", "--stage"), await Workspace.GitAsync("for-each-ref", "refs/heads", "refs/tags"));

        (await _repository.RunAsync("import", "h.jsonl")).Exits(0);

        Assert.Equal((status, index, refs), (await Workspace.GitAsync("status", "--porcelain"), await Workspace.GitAsync("ls-files", "--stage"), await Workspace.GitAsync("for-each-ref", "refs/heads", "refs/tags")));
        Assert.Equal("PerfGate", (await Workspace.GitAsync("log", "-1", "--format=%cn", "refs/perfgate/history")).Trim());
    }

    [Fact]
    public async Task Two_clones_that_push_have_the_union()
    {
        var sessions = HistoryRepository.Sessions(6, 1, (day, _) => 100 + day).ToList();
        var (one, other) = (await _repository.CloneAsync("one"), await _repository.CloneAsync("other"));
        _repository.Write("a.jsonl", sessions.Take(4));
        _repository.Write("b.jsonl", sessions.Skip(2));
        (await HistoryRepository.RunInAsync(one, "pull")).Exits(0).Says("the remote has no history yet");
        (await HistoryRepository.RunInAsync(one, "import", "../a.jsonl")).Exits(0);
        (await HistoryRepository.RunInAsync(other, "import", "../b.jsonl")).Exits(0);

        (await HistoryRepository.RunInAsync(one, "push")).Exits(0).Says("pushed refs/perfgate/history");
        (await HistoryRepository.RunInAsync(other, "push")).Exits(0);
        (await HistoryRepository.RunInAsync(one, "pull")).Exits(0).Says("2 sessions new here");

        Assert.Equal(6, await HistoryRepository.CountAsync(one));
        Assert.Equal(6, await HistoryRepository.CountAsync(other));
        Assert.Equal(6, await HistoryRepository.CountAsync(Workspace.Folder));
        (await HistoryRepository.RunInAsync(other, "pull")).Exits(0).Says("nothing new");
    }

    [Fact]
    public async Task Clones_that_push_at_once_all_come_through()
    {
        var sessions = HistoryRepository.Sessions(5, 1, (day, _) => 100 + day).ToList();
        var clones = new List<string>();
        foreach (var (i, session) in sessions.Index())
        {
            clones.Add(await _repository.CloneAsync($"clone{i}"));
            _repository.Write($"{i}.jsonl", [session]);
            (await HistoryRepository.RunInAsync(clones[i], "import", $"../{i}.jsonl")).Exits(0);
        }

        var results = await Task.WhenAll(clones.Select(clone => HistoryRepository.RunInAsync(clone, "push")));

        Assert.All(results, result => result.Exits(0));
        Assert.Equal(5, await HistoryRepository.CountAsync(Workspace.Folder));
    }

    [Fact]
    public async Task A_ref_that_nobody_can_push_to_is_an_error_that_says_so_and_loses_nothing()
    {
        var clone = await _repository.CloneAsync("clone");
        _repository.Write("h.jsonl", HistoryRepository.Stepped());
        (await HistoryRepository.RunInAsync(clone, "import", "../h.jsonl")).Exits(0);
        Workspace.With(".git/hooks/pre-receive", "#!/bin/sh\necho not you >&2\nexit 1\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Workspace.PathOf(".git/hooks/pre-receive"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        (await HistoryRepository.RunInAsync(clone, "push")).Fails(4, "PG5014").Says("'origin' does not take the history", "not you", "the right to write");

        Assert.Equal(30, await HistoryRepository.CountAsync(clone));
    }

    [Fact]
    public async Task A_remote_that_is_not_there_is_an_error()
    {
        _repository.Write("h.jsonl", HistoryRepository.Stepped());
        (await _repository.RunAsync("import", "h.jsonl")).Exits(0);

        (await _repository.RunAsync("push")).Fails(4, "PG5014").Says("no remote");
        (await _repository.RunAsync("pull", "nowhere")).Fails(4, "PG5014").Says("cannot be fetched");
        (await _repository.RunAsync("pull", "--upload-pack=touch pwned")).Exits(2, 4);
        Assert.False(File.Exists(Workspace.PathOf("pwned")));
    }

    [Fact]
    public async Task A_path_of_theirs_that_holds_a_command_is_only_a_path()
    {
        var clone = await _repository.CloneAsync("clone");
        _repository.Write("a.jsonl", HistoryRepository.Sessions(1, 1, (_, _) => 100));
        _repository.Write("b.jsonl", HistoryRepository.Sessions(2, 1, (_, _) => 100).Skip(1));
        (await _repository.RunAsync("import", "a.jsonl")).Exits(0);
        (await HistoryRepository.RunInAsync(clone, "import", "../b.jsonl")).Exits(0);
        const string Evil = "x\nD 2024-10\n";
        Workspace.With("blob", HistoryWriter.Line(HistoryRepository.Sessions(3, 1, (_, _) => 100).Last()));
        using var made = RunningProcess.Start(
            "sh",
            ["-ec", "blob=$(git hash-object -w blob); tree=$(printf '100644 blob %s\\t%s\\0' $blob \"$1\" | git mktree -z); git update-ref refs/perfgate/history $(git -c user.name=A -c user.email=a@example.org commit-tree -p refs/perfgate/history -m x $tree)", "sh", Evil],
            Workspace.Folder);
        (await made.FinishAsync()).Exits(0);

        (await HistoryRepository.RunInAsync(clone, "pull")).Exits(0);

        Assert.Equal(2, await HistoryRepository.CountAsync(clone));
    }

    public ValueTask DisposeAsync()
    {
        _repository.Dispose();
        return ValueTask.CompletedTask;
    }
}
