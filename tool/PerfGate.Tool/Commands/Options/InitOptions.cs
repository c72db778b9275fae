using System.CommandLine;
using System.Globalization;
using PerfGate.Tool.Setup;

namespace PerfGate.Tool.Commands.Options;

/// <summary>The options of <c>init</c>.</summary>
internal sealed class InitOptions
{
    public Option<string?> Root { get; } = new("--root")
    {
        Description = "Where perfgate.json is to be; else where it is, the top of the git repository, or this folder.",
        HelpName = "FOLDER",
    };

    public Option<string[]> Project { get; } = new("--project")
    {
        Description = "Take this benchmark project, and search for none (repeatable).",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = false,
    };

    public Option<string?> Framework { get; } = new("--framework")
    {
        Description = "The target framework to measure of projects that have several; else the newest that can be measured here.",
        HelpName = "TFM",
    };

    public Option<string?> Baselines { get; } = new("--baselines") { Description = "The folder for baselines, if it is not baselines.", HelpName = "FOLDER" };

    public Option<CiKind?> Ci { get; } = new("--ci") { Description = "Write the file that checks pull requests, too: github, azure or gitlab.", HelpName = "SYSTEM" };

    public Option<int?> Shards { get; } = new("--shards") { Description = "Let that file measure in so many parallel jobs, and judge in one more: 2 to 100.", HelpName = "N" };

    public Option<bool> Trial { get; } = new("--trial") { Description = "Build the suites and measure a few benchmarks, to propose settings and to tell what a check costs and detects." };

    public Option<bool> Baseline { get; } = new("--baseline") { Description = "Measure and store the first baseline, too." };

    public Option<string?> New { get; } = new("--new")
    {
        Description = "Write a small benchmark project into this folder, as a beginning.",
        HelpName = "FOLDER",
    };

    public Option<bool> Force { get; } = new("--force") { Description = "Overwrite files that are there, as the difference shows." };

    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Only show what would be written; nothing is built or measured." };

    public InitOptions() => Shards.Validators.Add(result =>
    {
        if (result.Tokens is [{ Value: var text }] && int.TryParse(text, CultureInfo.InvariantCulture, out var shards) && shards is < 2 or > 100)
        {
            result.AddError("--shards takes a whole number from 2 to 100");
        }
    });

    /// <summary>All of them.</summary>
    public Option[] All => [Root, Project, Framework, Baselines, Ci, Shards, Trial, Baseline, New, Force, DryRun];
}
