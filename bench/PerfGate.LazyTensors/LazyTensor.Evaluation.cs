using System.Diagnostics.CodeAnalysis;
using PerfGate.LazyTensors.Evaluation;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors;

/// <content>From graph to numbers.</content>
public sealed partial class LazyTensor
{
    /// <summary>
    /// What was counted in the evaluation that computed this node, together with all outputs of that evaluation; zeros
    /// before it, and for inputs.
    /// </summary>
    public EvaluationCounters Counters => Volatile.Read(ref _result)?.Counters ?? default;

    /// <summary>Computes this node on the calling thread, unless it has been computed already.</summary>
    /// <returns>
    /// The same tensor every time. It belongs to this node and lives until <see cref="Dispose"/>; for an input it is
    /// the caller's own tensor.
    /// </returns>
    /// <exception cref="ObjectDisposedException">This node, or a tensor that is an input of it, was disposed.</exception>
    public Tensor Eval()
    {
        while (true)
        {
            Result result = OwnResult();
            if (result.TryGetOrClaim(out Tensor? tensor, out Task? settled))
            {
                return tensor;
            }

            if (settled is null)
            {
                Executor.Run([this], [result], CancellationToken.None);
            }
            else
            {
                settled.Wait();
            }
        }
    }

    /// <summary>Computes this node on the thread pool; the caller's thread stays free.</summary>
    /// <param name="cancellationToken">Looked at between kernels; nothing is left behind when it ends the evaluation.</param>
    /// <returns>As <see cref="Eval"/>; completed already, without a thread hop, where the result is ready.</returns>
    /// <exception cref="ObjectDisposedException">This node, or a tensor that is an input of it, was disposed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before it ended. It can be evaluated again.</exception>
    public ValueTask<Tensor> EvalAsync(CancellationToken cancellationToken = default)
    {
        Result result = OwnResult();
        if (result.TryGetOrClaim(out Tensor? tensor, out Task? settled))
        {
            return new ValueTask<Tensor>(tensor);
        }

        return new ValueTask<Tensor>(settled is null
            ? Task.Run(() => RunClaimed(result, cancellationToken), CancellationToken.None)
            : WaitAndEvaluateAsync(settled, cancellationToken));
    }

    /// <summary>Computes several nodes together: what they share is computed once.</summary>
    /// <param name="outputs">The nodes; the same one may be there more than once.</param>
    /// <returns>The tensor of each, as <see cref="Eval"/> gives it.</returns>
    /// <exception cref="ObjectDisposedException">One of the nodes, or a tensor that is an input of one, was disposed.</exception>
    public static Tensor[] EvalAll(params ReadOnlySpan<LazyTensor> outputs)
    {
        EvaluateClaimable(outputs, CancellationToken.None);
        var tensors = new Tensor[outputs.Length];
        for (int i = 0; i < tensors.Length; i++)
        {
            tensors[i] = outputs[i].Eval();
        }

        return tensors;
    }

    /// <summary>Computes several nodes together on the thread pool: what they share is computed once.</summary>
    /// <param name="outputs">The nodes; the same one may be there more than once.</param>
    /// <param name="cancellationToken">Looked at between kernels.</param>
    /// <returns>The tensor of each, as <see cref="Eval"/> gives it.</returns>
    /// <exception cref="ObjectDisposedException">One of the nodes, or a tensor that is an input of one, was disposed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before it ended.</exception>
    public static async Task<Tensor[]> EvalAllAsync(IReadOnlyList<LazyTensor> outputs, CancellationToken cancellationToken = default)
    {
        LazyTensor[] nodes = [.. outputs];
        await Task.Run(() => EvaluateClaimable(nodes, cancellationToken), cancellationToken).ConfigureAwait(false);
        var tensors = new Tensor[nodes.Length];
        for (int i = 0; i < tensors.Length; i++)
        {
            tensors[i] = await nodes[i].EvalAsync(cancellationToken).ConfigureAwait(false);
        }

        return tensors;
    }

    /// <summary>
    /// Gives the result up, and its memory back once no other evaluation reads it. The node stays usable as a part of
    /// other graphs, which then compute it anew; evaluating the node itself is an error. An input's tensor is not touched.
    /// </summary>
    public void Dispose() => OwnResult().GiveUp();

    /// <summary>The tensor of this node, if it is there, for as long as the lease lasts.</summary>
    internal bool TryLease([NotNullWhen(true)] out Tensor? tensor, [NotNullWhen(true)] out Result? result)
    {
        tensor = null;
        result = Volatile.Read(ref _result);
        return result is not null && result.TryLease(out tensor);
    }

    /// <summary>
    /// Claims what nobody else is computing, and computes it. Waiting for the others comes later: an evaluation that
    /// waited while it holds claims could wait for one that waits for it.
    /// </summary>
    private static void EvaluateClaimable(ReadOnlySpan<LazyTensor> outputs, CancellationToken cancellation)
    {
        var claimed = new List<LazyTensor>(outputs.Length);
        var results = new List<Result>(outputs.Length);
        try
        {
            foreach (LazyTensor output in outputs)
            {
                ArgumentNullException.ThrowIfNull(output);
                Result result = output.OwnResult();
                if (!result.TryGetOrClaim(out _, out Task? settled) && settled is null)
                {
                    claimed.Add(output);
                    results.Add(result);
                }
            }
        }
        catch
        {
            results.ForEach(result => result.Settle(null, default));
            throw;
        }

        if (claimed.Count > 0)
        {
            Executor.Run([.. claimed], [.. results], cancellation);
        }
    }

    private Tensor RunClaimed(Result result, CancellationToken cancellation)
    {
        Executor.Run([this], [result], cancellation);
        return Eval();
    }

    private async Task<Tensor> WaitAndEvaluateAsync(Task settled, CancellationToken cancellation)
    {
        await settled.WaitAsync(cancellation).ConfigureAwait(false);
        return await EvalAsync(cancellation).ConfigureAwait(false);
    }

    private Result OwnResult() =>
        Volatile.Read(ref _result) ?? Interlocked.CompareExchange(ref _result, new Result(), null) ?? _result!;
}
