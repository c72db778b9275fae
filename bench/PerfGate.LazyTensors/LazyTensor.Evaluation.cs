using System.Diagnostics.CodeAnalysis;
using PerfGate.LazyTensors.Evaluation;
using PerfGate.LazyTensors.Graph;
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

    /// <summary>Computes this node on the calling thread, unless it has been computed already, with <see cref="LazyOptions.Default"/>.</summary>
    /// <inheritdoc cref="Eval(LazyOptions)"/>
    public Tensor Eval() => Eval(LazyOptions.Default);

    /// <summary>Computes this node on the calling thread, unless it has been computed already.</summary>
    /// <param name="options">How to compute.</param>
    /// <returns>
    /// The same tensor every time. It belongs to this node and lives until <see cref="Dispose"/>; for an input it is
    /// the caller's own tensor.
    /// </returns>
    /// <exception cref="ObjectDisposedException">This node, a tensor that is an input of it, or a result that it reads, was disposed.</exception>
    /// <exception cref="GraphException">The shape or dtype of an input was changed in place since the graph was built, or it records gradients since.</exception>
    public Tensor Eval(LazyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        while (true)
        {
            Result result = OwnResult();
            if (result.TryGetOrClaim(out Tensor? tensor, out Task? settled))
            {
                return tensor;
            }

            if (settled is null)
            {
                Executor.Run([this], [result], options, CancellationToken.None);
            }
            else
            {
                settled.Wait();
            }
        }
    }

    /// <summary>Computes this node on the thread pool, with <see cref="LazyOptions.Default"/>.</summary>
    /// <inheritdoc cref="EvalAsync(LazyOptions, CancellationToken)"/>
    public ValueTask<Tensor> EvalAsync(CancellationToken cancellationToken = default) => EvalAsync(LazyOptions.Default, cancellationToken);

    /// <summary>
    /// Computes this node on the thread pool; the caller's thread stays free. Parts of the graph that do not depend on each other,
    /// and are large enough, are computed at the same time.
    /// </summary>
    /// <param name="options">How to compute.</param>
    /// <param name="cancellationToken">Looked at between kernels; nothing is left behind when it ends the evaluation.</param>
    /// <returns>As <see cref="Eval()"/>; completed already, without a thread hop, where the result is ready.</returns>
    /// <exception cref="ObjectDisposedException">This node, a tensor that is an input of it, or a result that it reads, was disposed.</exception>
    /// <exception cref="GraphException">The shape or dtype of an input was changed in place since the graph was built, or it records gradients since.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before it ended. It can be evaluated again.</exception>
    public ValueTask<Tensor> EvalAsync(LazyOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        Result result = OwnResult();
        if (result.TryGetOrClaim(out Tensor? tensor, out Task? settled))
        {
            return new ValueTask<Tensor>(tensor);
        }

        return new ValueTask<Tensor>(settled is null
            ? Task.Run(() => RunClaimedAsync(result, options, cancellationToken), CancellationToken.None)
            : WaitAndEvaluateAsync(settled, options, cancellationToken));
    }

    /// <summary>Computes several nodes together: what they share is computed once.</summary>
    /// <param name="outputs">The nodes; the same one may be there more than once.</param>
    /// <returns>The tensor of each, as <see cref="Eval()"/> gives it.</returns>
    /// <exception cref="ObjectDisposedException">One of the nodes, or a tensor that is an input of one, was disposed.</exception>
    public static Tensor[] EvalAll(params ReadOnlySpan<LazyTensor> outputs) => EvalAll(outputs, LazyOptions.Default);

    /// <summary>Computes several nodes together: what they share is computed once.</summary>
    /// <param name="outputs">The nodes; the same one may be there more than once.</param>
    /// <param name="options">How to compute.</param>
    /// <returns>The tensor of each, as <see cref="Eval()"/> gives it.</returns>
    /// <exception cref="ObjectDisposedException">One of the nodes, or a tensor that is an input of one, was disposed.</exception>
    public static Tensor[] EvalAll(ReadOnlySpan<LazyTensor> outputs, LazyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (LazyTensor[] claimed, Result[] results) = Claim(outputs);
        if (claimed.Length > 0)
        {
            Executor.Run(claimed, results, options, CancellationToken.None);
        }

        var tensors = new Tensor[outputs.Length];
        for (int i = 0; i < tensors.Length; i++)
        {
            tensors[i] = outputs[i].Eval(options);
        }

        return tensors;
    }

    /// <summary>Computes several nodes together on the thread pool, with <see cref="LazyOptions.Default"/>: what they share is computed once.</summary>
    /// <inheritdoc cref="EvalAllAsync(IReadOnlyList{LazyTensor}, LazyOptions, CancellationToken)"/>
    public static Task<Tensor[]> EvalAllAsync(IReadOnlyList<LazyTensor> outputs, CancellationToken cancellationToken = default) =>
        EvalAllAsync(outputs, LazyOptions.Default, cancellationToken);

    /// <summary>Computes several nodes together on the thread pool: what they share is computed once.</summary>
    /// <param name="outputs">The nodes; the same one may be there more than once.</param>
    /// <param name="options">How to compute.</param>
    /// <param name="cancellationToken">Looked at between kernels.</param>
    /// <returns>The tensor of each, as <see cref="Eval()"/> gives it.</returns>
    /// <exception cref="ObjectDisposedException">One of the nodes, or a tensor that is an input of one, was disposed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before it ended.</exception>
    public static async Task<Tensor[]> EvalAllAsync(
        IReadOnlyList<LazyTensor> outputs, LazyOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        LazyTensor[] nodes = [.. outputs];
        await Task.Run(() => RunClaimableAsync(nodes, options, cancellationToken), cancellationToken).ConfigureAwait(false);
        var tensors = new Tensor[nodes.Length];
        for (int i = 0; i < tensors.Length; i++)
        {
            tensors[i] = await nodes[i].EvalAsync(options, cancellationToken).ConfigureAwait(false);
        }

        return tensors;
    }

    /// <summary>
    /// Gives the result up, and its memory back once no other evaluation reads it. Evaluating the node is an error then, and so is
    /// evaluating what was built on it, if the node had been evaluated: it has let go of its operands. An input's tensor is not touched.
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
    /// Claims what nobody else is computing. Waiting for the others comes later: an evaluation that waited while it holds claims
    /// could wait for one that waits for it.
    /// </summary>
    private static (LazyTensor[] Claimed, Result[] Results) Claim(ReadOnlySpan<LazyTensor> outputs)
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

        return ([.. claimed], [.. results]);
    }

    private static Task RunClaimableAsync(LazyTensor[] outputs, LazyOptions options, CancellationToken cancellation)
    {
        (LazyTensor[] claimed, Result[] results) = Claim(outputs);
        return claimed.Length > 0 ? Executor.RunAsync(claimed, results, options, cancellation) : Task.CompletedTask;
    }

    private async Task<Tensor> RunClaimedAsync(Result result, LazyOptions options, CancellationToken cancellation)
    {
        await Executor.RunAsync([this], [result], options, cancellation).ConfigureAwait(false);
        return Eval(options);
    }

    private async Task<Tensor> WaitAndEvaluateAsync(Task settled, LazyOptions options, CancellationToken cancellation)
    {
        await settled.WaitAsync(cancellation).ConfigureAwait(false);
        return await EvalAsync(options, cancellation).ConfigureAwait(false);
    }

    /// <summary>Whether a result is this node's own: another may be computed on its behalf.</summary>
    internal bool Keeps(Result result) => ReferenceEquals(Volatile.Read(ref _result), result);

    private Result OwnResult() =>
        Volatile.Read(ref _result) ?? Interlocked.CompareExchange(ref _result, new Result(), null) ?? _result!;
}
