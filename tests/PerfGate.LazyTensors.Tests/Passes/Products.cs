using CsCheck;
using PerfGate.LazyTensors.Graph;
using PerfGate.LazyTensors.Passes;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Passes;

public sealed class Products : IDisposable
{
    private readonly List<Tensor> _tensors = [];

    public void Dispose() => _tensors.ForEach(tensor => tensor.Dispose());

    [Fact]
    public void A_product_its_factors_and_its_summand_are_one_kernel()
    {
        LazyTensor a = Matrix(3, 4), b = Matrix(4, 5), c = Matrix(3, 5);
        Assert.All(
            [
                (a.matmul(b) + c, 1, 1), (c + a.matmul(b), 1, 1), ((a.matmul(b) + c) * 2, 2, 2), (a.matmul(b) + (c * 3), 1, 3),
                ((a.matmul(b) * 4) + c, 4, 1), (a.matmul(b) - c, 1, -1), (c - a.matmul(b), -1, 1), (-(a.matmul(b) + c), -1, -1),
                ((a * 2).matmul(b) + c, 2, 1), ((a.matmul(b) + c) / 2, 0.5, 0.5), (a.matmul(b * 0.5) * 3, 1.5, 0),
            ],
            expected =>
            {
                Node node = Assert.Single(After.Graph(Pass.ScalarFolding | Pass.DeadNodes, expected.Item1).Nodes.ToArray(), node => node.Op != Op.Input);
                Assert.Equal(Op.AddMm, node.Op);
                Assert.Equal((expected.Item2, expected.Item3), (node.Scalar, node.Beta));
            });
    }

    [Fact]
    public void Factors_of_which_a_kernel_makes_something_else_stay_apart()
    {
        LazyTensor a = Matrix(3, 4), b = Matrix(4, 5), c = Matrix(3, 5);
        Assert.Equal([Op.MatMul, Op.MulScalar], After.Ops(Pass.ScalarFolding, a.matmul(b) * 0));
        Assert.Equal([Op.MulScalar, Op.AddMm], After.Ops(Pass.ScalarFolding, a.matmul(b) + (c * double.NaN)));
        Assert.Equal([Op.AddMm, Op.MulScalar], After.Ops(Pass.ScalarFolding, (a.matmul(b) + c) * double.PositiveInfinity));
        Assert.Equal([Op.MatMul, Op.MulScalar], After.Ops(Pass.ScalarFolding, a.matmul(b) * 1e30));
    }

    [Fact]
    public void A_product_that_others_read_too_stays()
    {
        LazyTensor product = Matrix(4, 4).matmul(Matrix(4, 4));
        Assert.Equal([Op.MatMul, Op.Add, Op.Mul], After.Ops(Pass.ScalarFolding, (product + Matrix(4, 4)) * product));
    }

    [Fact]
    public void A_summand_that_is_larger_than_the_product_stays_apart() =>
        Assert.Equal([Op.MatMul, Op.Add], After.Ops(Pass.ScalarFolding, Matrix(1, 4).matmul(Matrix(4, 5)) + Matrix(3, 5)));

    [Fact]
    public void A_chain_is_computed_from_its_cheap_end()
    {
        LazyTensor a = Matrix(8, 8), b = Matrix(8, 8), v = Matrix(8, 1);
        using LazyTensor chain = a.matmul(b).matmul(v);

        Node[] products = [.. After.Graph(Pass.MatrixChainOrder | Pass.DeadNodes, chain).Nodes.ToArray().Where(node => node.Op == Op.MatMul)];

        Assert.All(products, product => Assert.Equal([8L, 1L], product.Sizes));
        Assert.Equal(2, products.Length);
    }

    [Fact]
    public void The_textbooks_chain_takes_the_textbooks_order()
    {
        // 30×35, 35×15, 15×5, 5×10, 10×20, 20×25: ((a(bc))((de)f)), 15 125 multiplications.
        long[] sizes = [30, 35, 15, 5, 10, 20, 25];
        LazyTensor chain = Enumerable.Range(0, 6).Select(i => Matrix(sizes[i], sizes[i + 1])).Aggregate((product, next) => product.matmul(next));

        NodeGraph graph = After.Graph(Pass.MatrixChainOrder | Pass.DeadNodes, chain);

        long multiplications = 0;
        foreach (Node node in graph.Nodes)
        {
            multiplications += node.Op == Op.MatMul ? node.Elements * graph[node.First].Sizes[1] : 0;
        }

        Assert.Equal(15_125, multiplications);
    }

    [Fact]
    public void A_long_chain_is_computed_from_its_cheap_end_too()
    {
        LazyTensor w = Matrix(8, 8);
        using LazyTensor chain = Enumerable.Range(0, 999).Aggregate(w, (product, _) => product.matmul(w)).matmul(Matrix(8, 1));

        Node[] products = [.. After.Graph(Pass.MatrixChainOrder | Pass.DeadNodes, chain).Nodes.ToArray().Where(node => node.Op == Op.MatMul)];

        Assert.Equal(1_000, products.Length);
        Assert.All(products, product => Assert.Equal([8L, 1L], product.Sizes));
    }

    [Fact]
    public void The_order_of_long_chains_is_seldom_far_from_the_cheapest() => Gen.Long[0, 50].Array[3, 30].Sample(sizes =>
    {
        double cheapest = new CheapestOrder(sizes).Cost, nearly = new NearlyCheapestOrder(sizes).Cost;
        return nearly >= cheapest && nearly <= 1.1548 * cheapest;
    });

    [Fact]
    public void A_chain_in_its_best_order_and_a_part_that_others_read_stay()
    {
        LazyTensor a = Matrix(8, 8), b = Matrix(8, 8), v = Matrix(8, 1);
        LazyTensor product = a.matmul(b);
        Assert.Equal([Op.MatMul, Op.MatMul], After.Ops(Pass.MatrixChainOrder, a.matmul(b.matmul(v))));
        Assert.Equal([Op.MatMul, Op.MatMul], After.Ops(Pass.MatrixChainOrder, product.matmul(v), product));
    }

    [Fact]
    public void An_adapter_is_applied_at_its_rank_where_that_is_cheaper()
    {
        LazyTensor w = Matrix(64, 64), a = Matrix(64, 2), b = Matrix(2, 64);
        LazyTensor Adapted(long rows) => Matrix(rows, 64).matmul(w + (a.matmul(b) * 8));

        Assert.Equal([Op.MatMul, Op.MatMul, Op.MatMul, Op.MulScalar, Op.Add], After.Ops(Pass.LoraAtRankLevel, Adapted(4)));
        Assert.Equal([Op.MatMul, Op.MatMul, Op.AddMm], After.Ops(Pass.LoraAtRankLevel | Pass.ScalarFolding, Adapted(4)));
        Assert.Equal([Op.MatMul, Op.MulScalar, Op.Add, Op.MatMul], After.Ops(Pass.LoraAtRankLevel, Adapted(1_000)));
    }

    private LazyTensor Matrix(long rows, long columns)
    {
        Tensor tensor = randn(rows, columns);
        _tensors.Add(tensor);
        return LazyTensor.Input(tensor);
    }
}
