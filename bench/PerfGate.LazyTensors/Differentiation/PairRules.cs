using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Differentiation;

/// <summary>Gradients of functions of several values, which broadcast.</summary>
internal static class PairRules
{
    /// <param name="y">The result.</param>
    /// <param name="a">The first operand.</param>
    /// <param name="b">The second.</param>
    /// <param name="c">The third, if there is one.</param>
    /// <param name="operand">By which of them.</param>
    /// <param name="g">The gradient by the result.</param>
    public static LazyTensor Of(LazyTensor y, LazyTensor a, LazyTensor b, LazyTensor? c, int operand, LazyTensor g)
    {
        LazyTensor whole = y.Op switch
        {
            Op.Add => g,
            Op.Sub => operand == 0 ? g : -g,
            Op.Mul => g * (operand == 0 ? b : a),
            Op.Div => operand == 0 ? g / b : -(g * y / b),
            Op.WherePositive => g.WherePositive(b),
            Op.Where => operand == 1 ? ElementwiseRules.Chosen(a, g) : LazyTensor.where(a, LazyTensor.Constant(0, [], g.dtype), g),
            _ => throw GraphException.At("grad", $"{y} has no gradient"),
        };
        return Rules.Unbroadcast(whole, (operand == 0 ? a : operand == 1 ? b : c!).Sizes);
    }
}
