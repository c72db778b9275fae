using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using PerfGate.Configuration;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Model;
using PerfGate.Reporting.Json;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Commands.Steps;
using PerfGate.Tool.Explaining;
using PerfGate.Tool.Measuring;
using PerfGate.Tool.Reporting;
using PerfGate.Tool.Storage;
using PerfGate.Tool.Terminal;

namespace PerfGate.Tool.Commands;

/// <summary><c>perfgate explain</c>: why a benchmark is slower, or the page of a code.</summary>
internal static partial class ExplainCommand
{
    private const int Suggested = 3;

    public static Command Create()
    {
        var options = new CommonOptions();
        var subject = new Argument<string>("BENCHMARK|CODE") { Description = "A benchmark by its whole name, with parameters where it has some; or a code that a diagnostic has, such as PG2014." };
        subject.CompletionSources.Add(Enum.GetNames<DiagnosticCode>());
        var against = new Option<string?>("--against") { Description = "The commit, branch or tag to compare with; else the commit of the stored baseline.", HelpName = "REF" };
        var json = new Option<string?>("--json") { Description = "Write what was found to this file, too, with the JIT's code of both states.", HelpName = "PATH" };
        var command = new Command("explain", "Shows why a benchmark is slower: methods, types, the JIT's code and commits. Of a code, shows what it means.") { subject, against, json };
        foreach (var option in (Option[])[options.Config, options.Suite, options.Project, options.Assembly, options.Store, options.NoBuild, options.LaunchTimeout, options.Artifacts, .. options.Output])
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => CommandContext.RunAsync(parsed, options, async context =>
        {
            var name = parsed.GetValue(subject)!;
            if (LooksLikeCode().IsMatch(name))
            {
                PageText.Write(DiagnosticPage.Of(Parse(name)), Console.Out);
                return ExitCode.Passed;
            }

            var measurement = new Measurement(parsed, options);
            var (suite, id, commit) = Find(name, measurement, measurement.Store.LoadAll());
            var reference = parsed.GetValue(against) ?? commit ?? throw new PerfGateException(
                DiagnosticCode.PG3001, $"there is no stored baseline of '{id}' whose commit could be compared with", measurement.Store.Place, "Name a commit: `dotnet perfgate explain BENCHMARK --against REF`");
            reference = await CommitRange.HashAsync(measurement.Folder, reference, cancellation);
            var found = await new Explainer(measurement, context).ExplainAsync(reference, [new Suspect(suite, id, Judged: null)], state: null, cancellation);
            if (!found.TryGetValue(id, out var explanation))
            {
                return ExitCode.SuiteFailed;
            }

            context.Progress.Clear();
            Console.Out.Write(ExplanationText.Of(id, reference, explanation, isWhole: context.Verbosity == Verbosity.Detailed));
            if (parsed.GetValue(json) is { } path)
            {
                AtomicFile.Write(path, JsonReport.Render(explanation), DiagnosticCode.PG1008);
            }

            return ExitCode.Passed;
        }));
        return command;
    }

    // Of the stored baselines, as only they know parameters without running anything; a benchmark of none may still be there.
    private static (SuiteConfig Suite, BenchmarkId Id, string? Commit) Find(string name, Measurement measurement, IReadOnlyList<Baselines.Baseline> stored)
    {
        var known = measurement.Suites.SelectMany(suite => stored.Select(baseline => baseline.ForSuite(suite.Name)).OfType<Baselines.Baseline>()
            .SelectMany(baseline => baseline.Sessions.Reverse().SelectMany(session => session.Benchmarks.Select(id => (Suite: suite, Id: id, session.Provenance.Commit))))).ToList();
        var meant = known.Where(k => k.Id.ToString() == name || k.Id.FullName == name || k.Id.ShortName == name).ToList();
        var ids = meant.Select(k => k.Id).Distinct().ToList();
        if (ids.Count > 1)
        {
            throw new PerfGateException(DiagnosticCode.PG1001, $"'{name}' is more than one benchmark", Format.Some(ids), "Give the whole name of one, with its job");
        }

        if (meant.Count > 0)
        {
            return (meant[0].Suite, meant[0].Id, meant.Select(k => k.Commit).FirstOrDefault(commit => commit is { IsDirty: false } && Git.IsWholeHash(commit.Hash))?.Hash);
        }

        // A name without parameters is of no benchmark that has some.
        var near = known.Select(k => k.Id.ToString()).Distinct().ToList();
        return near.Count == 0 && measurement.Suites is [var only]
            ? (only, BenchmarkId.Parse(name), null)
            : throw new PerfGateException(
                DiagnosticCode.PG1001, $"there is no benchmark '{name}'{(near.Count == 0 ? " in a stored baseline, and there are several suites" : " in the stored baselines")}",
                null, near.Count == 0 ? "Name its suite: --suite NAME" : $"Did you mean {string.Join(", ", Nearest.Several(name, near, Suggested))}?");
    }

    // With or without its letters.
    private static DiagnosticCode Parse(string text)
    {
        var name = text.StartsWith("PG", StringComparison.OrdinalIgnoreCase) ? text.ToUpperInvariant() : $"PG{text}";
        return int.TryParse(name.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Enum.IsDefined((DiagnosticCode)number)
            ? (DiagnosticCode)number
            : throw new PerfGateException(
                DiagnosticCode.PG1001, $"there is no code '{text}'", null, $"Did you mean {string.Join(", ", DiagnosticPage.NearestTo(name, Suggested))}? All are in docs/diagnostics.md");
    }

    // A benchmark's name has a type before its method.
    [GeneratedRegex("^[^.:/ ]*$")]
    private static partial Regex LooksLikeCode();
}
