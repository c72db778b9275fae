using System.CommandLine;
using System.Globalization;
using PerfGate.Diagnostics;
using PerfGate.Policies;

namespace PerfGate.Tool.Commands.Options;

/// <summary>The options of <c>baseline update</c> that accept regressions by name.</summary>
internal sealed class AcceptOptions
{
    private readonly Option<string[]> _accept = new("--accept")
    {
        Description = "Take in the regression of these benchmarks: a full name or pattern (repeatable). Needs --reason.",
        HelpName = "GLOB",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string?> _reason = new("--reason") { Description = "Why they are accepted; it is kept with the baseline.", HelpName = "TEXT" };

    private readonly Option<string?> _until = new("--until")
    {
        Description = "The last day (2026-12-31) on which the anchor does not hold it against them either; else for good.",
        HelpName = "DATE",
    };

    /// <summary>All of them.</summary>
    public Option[] All => [_accept, _reason, _until];

    /// <summary>What the command line accepts.</summary>
    /// <exception cref="PerfGateException">PG1001: a reason or name is missing, or the day is none, or past.</exception>
    public AcceptedByName Read(ParseResult parsed, DateOnly today)
    {
        var names = parsed.GetValue(_accept) ?? [];
        var reason = parsed.GetValue(_reason);
        if (names.Length > 0 && string.IsNullOrWhiteSpace(reason))
        {
            throw new PerfGateException(DiagnosticCode.PG1001, "--accept needs a reason", null, "Give it with --reason TEXT: whoever reads the baseline later will want to know");
        }

        if (names.Length == 0 && (reason ?? parsed.GetValue(_until)) is not null)
        {
            throw new PerfGateException(DiagnosticCode.PG1001, "--reason and --until are about --accept", null, "Name what is accepted with --accept GLOB");
        }

        return new AcceptedByName([.. names.Select(name => new Glob(name))], reason ?? "", Day(parsed.GetValue(_until), today));
    }

    private static DateOnly? Day(string? text, DateOnly today) => text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= today ? day
        : throw new PerfGateException(DiagnosticCode.PG1001, $"--until takes a day to come, and '{text}' is none", null, "Write it as 2026-12-31");
}

/// <summary>Regressions that the command line accepts.</summary>
/// <param name="Names">Which benchmarks.</param>
/// <param name="Reason">Why; empty if there are none.</param>
/// <param name="Until">The last day, or null for good.</param>
internal sealed record AcceptedByName(IReadOnlyList<Glob> Names, string Reason, DateOnly? Until)
{
    /// <summary>Nothing is accepted.</summary>
    public static readonly AcceptedByName None = new([], "", null);
}
