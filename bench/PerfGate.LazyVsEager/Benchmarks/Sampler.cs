using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>Chooses tokens: each method gives the place of one, [1, 1], for numbers [1, vocabulary].</summary>
internal sealed class Sampler
{
    private const int K = 50;
    private const float P = 0.9f;

    /// <summary>Stands for the random number, so that every arm and every run chooses the same token.</summary>
    private const float Drawn = 0.7f;

    private Tensor _p = null!;
    private Tensor _drawn = null!;

    /// <summary>Makes the numbers that the samplers take.</summary>
    /// <param name="own">Takes what is to be disposed later.</param>
    public void CreateNumbers(Func<Tensor, Tensor> own)
    {
        _p = own(tensor([P], [1, 1]));
        _drawn = own(tensor([Drawn], [1, 1]));
    }

    /// <summary>The place of the largest.</summary>
    public static Tensor Greedy(Tensor logits) => logits.argmax(-1, keepdim: true);

    /// <summary>One of the K most likely.</summary>
    public Tensor TopK(Tensor probabilities)
    {
        (Tensor values, Tensor places) = probabilities.topk(K);
        using (values)
        using (places)
        {
            using Tensor cumulative = values.cumsum(-1);
            using Tensor total = cumulative.narrow(-1, K - 1, 1);
            return Draw(cumulative, total, places);
        }
    }

    /// <summary>One of the most likely, as many as it takes to have P together.</summary>
    public Tensor TopP(Tensor probabilities)
    {
        (Tensor values, Tensor places) = probabilities.sort(-1, descending: true);
        using (values)
        using (places)
        {
            using Tensor cumulative = values.cumsum(-1);
            using Tensor last = searchsorted(cumulative, _p, out_int32: false, right: false);
            using Tensor total = cumulative.gather(-1, last);
            return Draw(cumulative, total, places);
        }
    }

    private Tensor Draw(Tensor cumulative, Tensor total, Tensor places)
    {
        using Tensor threshold = total * _drawn;
        using Tensor drawn = searchsorted(cumulative, threshold, out_int32: false, right: false);
        return places.gather(-1, drawn);
    }
}
