using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Intrinsics.X86;

namespace PerfGate.LazyTensors.Fusion;

/// <summary>
/// Writes vector operations as IL. Each result is a local that is written once, which the runtime keeps in a register:
/// what is written with this has no call left in it, at any width.
/// </summary>
internal sealed class VectorCode(ILGenerator il, VectorType vector)
{
    private readonly Type _integers = vector.Of(typeof(int));

    private int Bits => 8 * (int)vector.Width;

    public Type Element => vector.Element;

    public LocalBuilder Add(LocalBuilder left, LocalBuilder right) => Binary("Add", left, right);

    public LocalBuilder Sub(LocalBuilder left, LocalBuilder right) => Binary("Subtract", left, right);

    public LocalBuilder Mul(LocalBuilder left, LocalBuilder right) => Binary("Multiply", left, right);

    public LocalBuilder Div(LocalBuilder left, LocalBuilder right) => Binary("Divide", left, right);

    public LocalBuilder Negate(LocalBuilder x) => Unary("Negate", x);

    public LocalBuilder Abs(LocalBuilder x) => Unary("Abs", x);

    public LocalBuilder Sqrt(LocalBuilder x) => Unary("Sqrt", x);

    /// <summary><c>x·y + z</c>, rounded once.</summary>
    public LocalBuilder MultiplyAdd(LocalBuilder x, LocalBuilder y, LocalBuilder z) =>
        Call(vector.Operation("FusedMultiplyAdd", vector.Type, vector.Type, vector.Type), x, y, z);

    /// <summary>The larger of both; NaN where x is NaN: the processor gives its second operand then.</summary>
    public LocalBuilder AtLeast(double limit, LocalBuilder x) => Binary("MaxNative", Constant(limit), x);

    /// <summary>The smaller of both; NaN where x is NaN.</summary>
    public LocalBuilder AtMost(double limit, LocalBuilder x) => Binary("MinNative", Constant(limit), x);

    /// <summary>The magnitude of one with the sign of another.</summary>
    public LocalBuilder CopySign(LocalBuilder magnitude, LocalBuilder sign) => Binary("CopySign", magnitude, sign);

    /// <summary>One value where x is negative, another where it is not or is NaN.</summary>
    public LocalBuilder WhereNegative(LocalBuilder x, LocalBuilder negative, LocalBuilder other)
    {
        LocalBuilder mask = Binary("LessThan", x, Constant(0));
        return Call(vector.Operation("ConditionalSelect", vector.Type, vector.Type, vector.Type), mask, negative, other);
    }

    public LocalBuilder Constant(double value)
    {
        if (Element == typeof(float))
        {
            il.Emit(OpCodes.Ldc_R4, (float)value);
        }
        else
        {
            il.Emit(OpCodes.Ldc_R8, value);
        }

        return Broadcast();
    }

    /// <summary>Takes an element from the stack.</summary>
    public LocalBuilder Broadcast() => Call(vector.Operation("Create", Element));

    /// <summary>Takes an address from the stack.</summary>
    /// <param name="count">How many elements are there; null for all.</param>
    public LocalBuilder Load(LocalBuilder? count)
    {
        Type pointer = vector.Element.MakePointerType();
        if (count is null)
        {
            return Call(vector.Operation("Load", pointer));
        }

        Push(count);
        return Call(VectorType.Find(typeof(TailMemory), $"Load{Bits}", Element, pointer, typeof(int)));
    }

    /// <summary>Takes a vector and an address from the stack.</summary>
    /// <param name="count">How many elements are to be written; null for all.</param>
    public void Store(LocalBuilder? count)
    {
        Type pointer = vector.Element.MakePointerType();
        if (count is null)
        {
            il.Emit(OpCodes.Call, vector.Operation("Store", vector.Type, pointer));
            return;
        }

        Push(count);
        il.Emit(OpCodes.Call, VectorType.Find(typeof(TailMemory), $"Store{Bits}", Element, vector.Type, pointer, typeof(int)));
    }

    /// <summary><c>c[0] + c[1]·x + c[2]·x² + …</c> by Horner's rule.</summary>
    public LocalBuilder Polynomial(LocalBuilder x, params ReadOnlySpan<double> coefficients)
    {
        LocalBuilder sum = Constant(coefficients[^1]);
        for (int i = coefficients.Length - 2; i >= 0; i--)
        {
            sum = MultiplyAdd(sum, x, Constant(coefficients[i]));
        }

        return sum;
    }

    /// <summary>Two to the power of a whole number that is given as the low bits of a Float32's significand, biased as an exponent is.</summary>
    public LocalBuilder PowerOfTwo(LocalBuilder biased)
    {
        Push(biased);
        il.Emit(OpCodes.Call, vector.Operation("AsInt32", vector.Type));
        il.Emit(OpCodes.Ldc_I4, 23);
        il.Emit(OpCodes.Call, vector.Operation("ShiftLeft", _integers, typeof(int)));
        return Call(vector.OperationOn(typeof(int), "AsSingle", _integers));
    }

    /// <summary>Whether <see cref="Scale"/> can be used.</summary>
    public bool CanScale => vector.Width == VectorWidth.Bits512 && Avx512F.IsSupported;

    /// <summary><c>x·2ⁿ</c> for whole n, also where the result is denormal.</summary>
    public LocalBuilder Scale(LocalBuilder x, LocalBuilder n) =>
        Call(VectorType.Find(typeof(Avx512F), "Scale", Element, vector.Type, vector.Type), x, n);

    public LocalBuilder Call(MethodInfo method, params ReadOnlySpan<LocalBuilder> operands)
    {
        foreach (LocalBuilder operand in operands)
        {
            Push(operand);
        }

        il.Emit(OpCodes.Call, method);
        LocalBuilder result = il.DeclareLocal(method.ReturnType);
        il.Emit(OpCodes.Stloc, result);
        return result;
    }

    private void Push(LocalBuilder local) => il.Emit(OpCodes.Ldloc, local);

    private LocalBuilder Unary(string operation, LocalBuilder x) => Call(vector.Operation(operation, vector.Type), x);

    private LocalBuilder Binary(string operation, LocalBuilder left, LocalBuilder right) =>
        Call(vector.Operation(operation, vector.Type, vector.Type), left, right);
}
