using System.CommandLine;
using System.Globalization;
using PerfGate.Tool.Reporting;
using PerfGate.Tool.Terminal;

namespace PerfGate.Tool.Commands.Options;

/// <summary>The options that several commands share. A command adds those it reads.</summary>
internal sealed class CommonOptions
{
    public Option<string?> Config { get; } = new("--config")
    {
        Description = "The configuration file; else the nearest perfgate.json from here upwards.",
        HelpName = "FILE",
    };

    public Option<string[]> Suite { get; } = new("--suite")
    {
        Description = "Only the suite of this name (repeatable); else all of the configuration.",
        HelpName = "NAME",
    };

    public Option<string?> Project { get; } = new("--project")
    {
        Description = "Only the suites of this project.",
        HelpName = "FILE",
    };

    public Option<string[]> Assembly { get; } = new("--assembly")
    {
        Description = "Measure this program of the suite, as a build left it; with FRAMEWORK, the suites of that target framework (repeatable).",
        HelpName = "[FRAMEWORK=]FILE",
    };

    public Option<string[]> Filter { get; } = new("--filter")
    {
        Description = "Only benchmarks whose full name matches, as in BenchmarkDotNet: * is any text (repeatable).",
        HelpName = "GLOB",
    };

    public Option<string[]> Report { get; } = new("--report")
    {
        Description = $"A report to write: {ReportRequest.FormatsOfResults}; to standard output or to PATH (repeatable).",
        HelpName = "FORMAT[=PATH]",
    };

    public Option<string?> Store { get; } = new("--store")
    {
        Description = "Where baselines are, and the history where it is a database, instead of the variable PERFGATE_STORE and the configuration: a folder, files:PATH, sqlite:PATH, or postgres:CONNECTION.",
        HelpName = "STORE",
    };

    public Option<Verbosity> Verbosity { get; } = new("--verbosity", "-v")
    {
        Description = "How much is told: quiet, normal, or detailed with the suite's own output.",
        DefaultValueFactory = _ => Terminal.Verbosity.Normal,
    };

    public Option<bool> NoColor { get; } = new("--no-color") { Description = "No colours; the variable NO_COLOR means the same." };

    public Option<bool> NoCi { get; } = new("--no-ci")
    {
        Description = "Write nothing for the CI system that this runs in; else GitHub Actions, Azure Pipelines and TeamCity get theirs, where standard output holds no report but the console's.",
    };

    public Option<int?> Launches { get; } = new("--launches")
    {
        Description = "How many launches to measure, instead of the configuration's.",
        HelpName = "N",
    };

    public Option<bool> Quick { get; } = new("--quick") { Description = "A look: a quarter of the launches, or \"quickLaunches\" of the suite. A check shows suspects then, and does not measure them again." };

    public Option<bool> NoBuild { get; } = new("--no-build") { Description = "Take the suite as it was built before." };

    public Option<string?> Artifacts { get; } = new("--artifacts")
    {
        Description = "Keep the suite's logs and reports in this folder.",
        HelpName = "FOLDER",
    };

    public Option<TimeSpan?> LaunchTimeout { get; } = new("--launch-timeout")
    {
        Description = "How long one launch may take, such as 90s, 5m or 1h, instead of the configuration's; what takes longer hangs, and fails.",
        HelpName = "TIME",
        CustomParser = DurationOption.Parse,
    };

    public Option<bool> Strict { get; } = new("--strict") { Description = "What could not be decided fails, with exit code 5." };

    public CommonOptions()
    {
        foreach (var list in new[] { Suite, Assembly, Filter, Report })
        {
            list.AllowMultipleArgumentsPerToken = false;
        }

        Report.CompletionSources.Add(ReportRequest.FormatsOfResults.Split([", ", " or "], StringSplitOptions.None));
        Launches.Validators.Add(result =>
        {
            // What is no number at all has its own error already, and no value to ask for.
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, CultureInfo.InvariantCulture, out var launches) && launches < 1)
            {
                result.AddError("--launches takes a whole number of at least 1");
            }
        });
    }

    /// <summary>Those of every command that judges.</summary>
    public Option[] Judging => [Report, NoCi];

    /// <summary>Those of every command.</summary>
    public Option[] Output => [Verbosity, NoColor];

    /// <summary>Those of every command that measures.</summary>
    public Option[] Measuring => [Config, Suite, Project, Assembly, Filter, Store, Launches, Quick, NoBuild, LaunchTimeout, Artifacts];
}
