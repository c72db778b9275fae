using Perfolizer.Mathematics.QuantileEstimators;
using Pragmastat;

namespace PerfGate.Evaluation.Rules;

/// <summary>Ways to make one number of a launch's iterations.</summary>
internal static class LaunchSummaries
{
    public static IReadOnlyDictionary<string, Func<double[], double>> All { get; } = new Dictionary<string, Func<double[], double>>
    {
        ["minimum (ours)"] = launch => launch.Min(),
        ["10 % quantile"] = launch => Quantile(launch, 0.1),
        ["25 % quantile"] = launch => Quantile(launch, 0.25),
        ["median"] = launch => Quantile(launch, 0.5),
        ["mean"] = launch => launch.Average(),
        ["Hodges-Lehmann centre"] = launch => Toolkit.Center(new Sample(launch)).NominalValue,
        ["mean without a fifth at each end"] = launch => launch.Order().Skip(launch.Length / 5).Take(launch.Length - (2 * (launch.Length / 5))).Average(),
        ["Harrell-Davis 10 % quantile"] = launch => HarrellDavisQuantileEstimator.Instance.Quantile(new Sample(launch), 0.1),
        ["Harrell-Davis median"] = launch => HarrellDavisQuantileEstimator.Instance.Quantile(new Sample(launch), 0.5),
    };

    private static double Quantile(double[] values, double p) =>
        HyndmanFanQuantileEstimator.Type7.Quantile(new Sample(values), p);
}
