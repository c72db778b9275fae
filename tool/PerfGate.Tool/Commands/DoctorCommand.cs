using System.CommandLine;
using System.Runtime.InteropServices;
using PerfGate.Diagnostics;
using PerfGate.Machines;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Commands.Steps;
using PerfGate.Tool.Machines;
using PerfGate.Tool.Measuring;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Commands;

/// <summary><c>perfgate doctor</c>: what here would spoil a measurement, and how to mend it.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var options = new CommonOptions();
        var strict = new Option<bool>("--strict") { Description = "What may spoil measuring fails, and what could not be read, with exit code 3." };
        var ignore = new Option<DiagnosticCode[]>("--ignore")
        {
            Description = "Say nothing of this code, such as PG2023 (repeatable).",
            HelpName = "CODE",
            AllowMultipleArgumentsPerToken = false,
        };
        ignore.CompletionSources.Add(Enum.GetNames<DiagnosticCode>());
        var command = new Command("doctor", "Names what would spoil a measurement here, and how to mend it.") { strict, ignore };
        foreach (var option in (Option[])[options.Config, options.Suite, options.Store, .. options.Output])
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => CommandContext.RunAsync(parsed, options, async context =>
        {
            var measurement = MeasurementOf(parsed, options);
            context.Progress.Say("watching the machine for a second");
            List<Finding> findings = [.. MachineChecks.Of(await MachineReader.ReadAsync(cancellation))];
            findings.AddRange(measurement is null
                ? [Finding.Unread("suites", "there is no perfgate.json here or in a folder above")]
                : await LookAtSuitesAsync(measurement, cancellation));
            var ignored = parsed.GetValue(ignore) ?? [];
            findings.RemoveAll(f => f.Diagnostic is { } d && ignored.Contains(d.Code));
            context.Show(findings);
            return ExitCodeOf(findings, parsed.GetValue(strict));
        }));
        return command;
    }

    // A machine can be looked at without a suite; a configuration that was named, or is wrong, is an error as everywhere.
    private static Measurement? MeasurementOf(ParseResult parsed, CommonOptions options)
    {
        try
        {
            return new Measurement(parsed, options);
        }
        catch (PerfGateException e) when (e.Diagnostic.Code == DiagnosticCode.PG1002 && parsed.GetValue(options.Config) is null)
        {
            return null;
        }
    }

    private static async Task<IReadOnlyList<Finding>> LookAtSuitesAsync(Measurement measurement, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        findings.AddRange(measurement.Suites.Where(suite => suite.Command is not null).Select(suite => Finding.Fine(
            $"suite {suite.Name}", $"a command, whose build is not looked at: {string.Join(' ', suite.Command!.Start)}")));
        foreach (var suite in measurement.Suites.Where(suite => suite.Command is null))
        {
            findings.AddRange(await LookAsync($"suite {suite.Name}", async () => SuiteChecks.Of(
                suite, (await SuiteBuilder.FactsOfAsync(suite, measurement.Folder, cancellation)).Values("Optimize", "TieredCompilation"))));
        }

        findings.AddRange(await LookAsync("baselines", async () =>
        {
            var baselines = measurement.Store.LoadAll();
            var processor = Attempt.To(Processor.Brand);
            var architecture = RuntimeInformation.ProcessArchitecture.ToString();
            var commits = await GitHistory.LookAsync(measurement.Folder, baselines, cancellation);
            return
            [
                .. measurement.Suites.Select(suite => StoreChecks.Baseline(suite, baselines, processor, Environment.ProcessorCount, architecture)),
                StoreChecks.Commits(commits.IsShallow, baselines, commits.Known.Contains),
            ];
        }));
        findings.AddRange(await LookAsync("calibrations", () =>
        {
            var calibrations = new CalibrationStore(measurement.Store.Documents).LoadAll();
            return Task.FromResult<IEnumerable<Finding>>([Finding.Fine("calibrations", $"{calibrations.Count} stored")]);
        }));
        return findings;
    }

    // What cannot be used is told, and the rest is looked at all the same.
    private static async Task<IEnumerable<Finding>> LookAsync(string subject, Func<Task<IEnumerable<Finding>>> look)
    {
        try
        {
            return await look();
        }
        catch (PerfGateException e)
        {
            return [new Finding(subject, null, e.Diagnostic)];
        }
    }

    private static ExitCode ExitCodeOf(IReadOnlyList<Finding> findings, bool strict)
    {
        var diagnostics = findings.Select(f => f.Diagnostic).OfType<Diagnostic>().ToList();
        return diagnostics.Find(d => d.Severity == Severity.Error) is { } error ? error.Code.ToExitCode()
            : strict && diagnostics.Count > 0 ? ExitCode.SuiteFailed
            : ExitCode.Passed;
    }
}
