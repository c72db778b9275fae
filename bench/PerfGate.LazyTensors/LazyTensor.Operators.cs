using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors;

/// <content>The operators, each the method of the same meaning.</content>
public sealed partial class LazyTensor
{
    /// <summary><see cref="add(LazyTensor)"/></summary>
    /// <exception cref="GraphException">The shapes do not broadcast.</exception>
    public static LazyTensor operator +(LazyTensor left, LazyTensor right) => Checked(left).add(right);

    /// <summary><see cref="add(double)"/></summary>
    public static LazyTensor operator +(LazyTensor left, double right) => Checked(left).add(right);

    /// <summary><see cref="add(double)"/></summary>
    public static LazyTensor operator +(double left, LazyTensor right) => Checked(right).add(left);

    /// <summary><see cref="sub(LazyTensor)"/></summary>
    /// <exception cref="GraphException">The shapes do not broadcast.</exception>
    public static LazyTensor operator -(LazyTensor left, LazyTensor right) => Checked(left).sub(right);

    /// <summary><see cref="sub(double)"/></summary>
    public static LazyTensor operator -(LazyTensor left, double right) => Checked(left).sub(right);

    /// <summary><see cref="mul(LazyTensor)"/></summary>
    /// <exception cref="GraphException">The shapes do not broadcast.</exception>
    public static LazyTensor operator *(LazyTensor left, LazyTensor right) => Checked(left).mul(right);

    /// <summary><see cref="mul(double)"/></summary>
    public static LazyTensor operator *(LazyTensor left, double right) => Checked(left).mul(right);

    /// <summary><see cref="mul(double)"/></summary>
    public static LazyTensor operator *(double left, LazyTensor right) => Checked(right).mul(left);

    /// <summary>The number less every element: <see cref="neg"/>, then <see cref="add(double)"/>.</summary>
    public static LazyTensor operator -(double left, LazyTensor right) => Checked(right).neg().add(left);

    /// <summary><see cref="neg"/></summary>
    public static LazyTensor operator -(LazyTensor operand) => Checked(operand).neg();

    /// <summary><see cref="div(LazyTensor)"/></summary>
    /// <exception cref="GraphException">The shapes do not broadcast.</exception>
    public static LazyTensor operator /(LazyTensor left, LazyTensor right) => Checked(left).div(right);

    /// <summary><see cref="div(double)"/></summary>
    public static LazyTensor operator /(LazyTensor left, double right) => Checked(left).div(right);

    /// <summary><see cref="gt(LazyTensor)"/></summary>
    /// <exception cref="GraphException">The shapes do not broadcast, or one of them is a mask.</exception>
    public static LazyTensor operator >(LazyTensor left, LazyTensor right) => Checked(left).gt(right);

    /// <summary><see cref="lt(LazyTensor)"/></summary>
    /// <exception cref="GraphException">The shapes do not broadcast, or one of them is a mask.</exception>
    public static LazyTensor operator <(LazyTensor left, LazyTensor right) => Checked(left).lt(right);

    /// <summary><see cref="gt(double)"/></summary>
    public static LazyTensor operator >(LazyTensor left, double right) => Checked(left).gt(right);

    /// <summary><see cref="lt(double)"/></summary>
    public static LazyTensor operator <(LazyTensor left, double right) => Checked(left).lt(right);

    /// <summary><see cref="ge(LazyTensor)"/></summary>
    /// <exception cref="GraphException">The shapes do not broadcast, or one of them is a mask.</exception>
    public static LazyTensor operator >=(LazyTensor left, LazyTensor right) => Checked(left).ge(right);

    /// <summary><see cref="le(LazyTensor)"/></summary>
    /// <exception cref="GraphException">The shapes do not broadcast, or one of them is a mask.</exception>
    public static LazyTensor operator <=(LazyTensor left, LazyTensor right) => Checked(left).le(right);

    /// <summary><see cref="ge(double)"/></summary>
    public static LazyTensor operator >=(LazyTensor left, double right) => Checked(left).ge(right);

    /// <summary><see cref="le(double)"/></summary>
    public static LazyTensor operator <=(LazyTensor left, double right) => Checked(left).le(right);

    private static LazyTensor Checked(LazyTensor operand)
    {
        ArgumentNullException.ThrowIfNull(operand);
        return operand;
    }
}
