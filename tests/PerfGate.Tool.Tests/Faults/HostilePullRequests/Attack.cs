namespace PerfGate.Tool.Tests.Faults.HostilePullRequests;

/// <summary>What a pull request tries.</summary>
/// <param name="Change">What it changes.</param>
/// <param name="Exits">The exit codes that are right.</param>
/// <param name="Says">What the job has to say on standard error.</param>
internal sealed record Attack(Action<HostileRepository> Change, int[] Exits, params string[] Says)
{
    /// <summary>Further options of the job that checks it.</summary>
    public string[] Options { get; init; } = [];
}
