using PerfGate.Diagnostics;

namespace PerfGate.Tool.Measuring;

/// <summary>
/// Tells what fails at another commit from what fails in the working tree: the one means that there is nothing to judge against, the other that
/// the build fails.
/// </summary>
internal static class OtherState
{
    /// <summary>Measures, and says of a failure at which commit it was.</summary>
    /// <exception cref="PerfGateException">PG3005 if the plan is another commit's; else what was thrown.</exception>
    public static async Task<T> GuardAsync<T>(MeasurePlan plan, Func<Task<T>> measure)
    {
        try
        {
            return await measure();
        }
        catch (PerfGateException e) when (plan.Reference is not null)
        {
            throw Refused(e.Diagnostic, plan.Reference);
        }
    }

    /// <inheritdoc cref="GuardAsync{T}"/>
    public static Task GuardAsync(MeasurePlan plan, Func<Task> measure) => GuardAsync(plan, async () =>
    {
        await measure();
        return true;
    });

    /// <summary>The error of a commit that cannot be judged against.</summary>
    public static PerfGateException Refused(Diagnostic diagnostic, string reference) =>
        new(diagnostic with { Code = DiagnosticCode.PG3005, Fact = $"at {reference}, {diagnostic.Fact} ({diagnostic.Code})" });
}
