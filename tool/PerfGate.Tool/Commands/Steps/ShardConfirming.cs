using PerfGate.Gating;
using PerfGate.Gating.Model;
using PerfGate.Policies;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>Measures suspects of shards again where that can be; the others rest on the stored baseline.</summary>
/// <param name="measurement">The suites.</param>
/// <param name="policy">How to judge.</param>
/// <param name="whyNot">Why suspects are not measured again here.</param>
/// <param name="planner">How they are.</param>
/// <param name="context">Where to speak.</param>
internal sealed class ShardConfirming(Measurement measurement, GatePolicy policy, NotHere whyNot, LaunchPlanner planner, CommandContext context)
{
    /// <summary>The inputs, of which those are a search whose suspects can be measured again here.</summary>
    public IReadOnlyList<GateInput> Screened(IReadOnlyList<GateInput> inputs) => [.. inputs.Select(input => input with { IsScreen = whyNot.Of(input) is null })];

    /// <summary>
    /// Confirms. Both ways of it share the error, by how much each of them has to judge, which is known before anything is.
    /// </summary>
    /// <param name="inputs">What <see cref="Screened"/> gave.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<IReadOnlyList<Confirmation>> ConfirmAsync(IReadOnlyList<GateInput> inputs, CancellationToken cancellation)
    {
        var all = inputs.Sum(input => input.Candidate.Benchmarks.Length);
        GatePolicy Part(IEnumerable<GateInput> some) => policy with { Alpha = policy.Alpha * some.Sum(input => input.Candidate.Benchmarks.Length) / all };
        var confirmations = new List<Confirmation>();
        IReadOnlyList<GateInput> here = [.. inputs.Where(input => input.IsScreen)];
        if (here.Count > 0 && Gate.Judge(here, Part(here)) is var screen && screen.Suspects.Any())
        {
            confirmations.AddRange(await Confirming.ConfirmAsync(screen, here, measurement, Part(here), planner, context, cancellation));
        }

        foreach (var elsewhere in inputs.Where(input => !input.IsScreen).GroupBy(input => whyNot.Of(input)!))
        {
            IReadOnlyList<GateInput> there = [.. elsewhere];
            confirmations.AddRange(Confirming.Without(elsewhere.Key, there, Part(there)));
        }

        return confirmations;
    }
}
