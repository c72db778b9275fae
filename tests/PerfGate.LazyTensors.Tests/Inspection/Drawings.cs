using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Inspection;

public class Drawings
{
    [Fact]
    public void Show_the_graph_as_it_was_built_and_after_passes()
    {
        using Tensor a = randn(8, 8), b = randn(8, 8), c = randn(8, 8);
        LazyTensor graph = ((LazyTensor.Input(a).matmul(LazyTensor.Input(b)) + LazyTensor.Input(c)) * 2).relu().softmax(-1);

        Assert.Equal(
            """
            flowchart TD
              n0["Input 0 [8, 8]"]
              n1["Input 1 [8, 8]"]
              n2["MatMul [8, 8]"]
              n3["Input 2 [8, 8]"]
              n4["Add [8, 8]"]
              n5["MulScalar 2 [8, 8]"]
              n6["Relu [8, 8]"]
              n7(["Softmax over 1 [8, 8]"])
              n0 --> n2
              n1 --> n2
              n2 --> n4
              n3 --> n4
              n4 --> n5
              n5 --> n6
              n6 --> n7

            """,
            graph.ToMermaid());
        Assert.Equal(
            """
            digraph {
              n0 [label="Input 0 [8, 8]"];
              n1 [label="Input 1 [8, 8]"];
              n2 [label="Input 2 [8, 8]"];
              n3 [label="2·c + 2·(a@b) [8, 8]"];
              n4 [label="Relu [8, 8]"];
              n5 [label="SoftmaxRows [8, 8]", peripheries=2];
              n2 -> n3
              n0 -> n3
              n1 -> n3
              n3 -> n4
              n4 -> n5
            }

            """,
            graph.ToDot(Pass.All));
    }
}
