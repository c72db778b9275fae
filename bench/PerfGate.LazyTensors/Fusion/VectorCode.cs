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

    public Vectors Add(Vectors left, Vectors right) => Binary("Add", left, right);

    public Vectors Sub(Vectors left, Vectors right) => Binary("Subtract", left, right);

    public Vectors Mul(Vectors left, Vectors right) => Binary("Multiply", left, right);

    public Vectors Div(Vectors left, Vectors right) => Binary("Divide", left, right);

    public Vectors Negate(Vectors x) => Unary("Negate", x);

    public Vectors Abs(Vectors x) => Unary("Abs", x);

    public Vectors Sqrt(Vectors x) => Unary("Sqrt", x);

    /// <summary><c>x·y + z</c>, rounded once.</summary>
    public Vectors MultiplyAdd(Vectors x, Vectors y, Vectors z) =>
        Call(vector.Operation("FusedMultiplyAdd", vector.Type, vector.Type, vector.Type), x, y, z);

    /// <summary>The larger of both; NaN where x is NaN: the processor gives its second operand then.</summary>
    public Vectors AtLeast(double limit, Vectors x) => AtLeast(Constant(limit), x);

    /// <summary>The same with a limit that is a value, but not NaN.</summary>
    public Vectors AtLeast(Vectors limit, Vectors x) => Binary("MaxNative", limit, x);

    /// <summary>The smaller of both; NaN where x is NaN.</summary>
    public Vectors AtMost(double limit, Vectors x) => AtMost(Constant(limit), x);

    /// <summary>The same with a limit that is a value, but not NaN.</summary>
    public Vectors AtMost(Vectors limit, Vectors x) => Binary("MinNative", limit, x);

    /// <summary>The magnitude of one with the sign of another.</summary>
    public Vectors CopySign(Vectors magnitude, Vectors sign) => Binary("CopySign", magnitude, sign);

    /// <summary>One value where x is positive, another where it is not or is NaN.</summary>
    public Vectors WherePositive(Vectors x, Vectors positive, Vectors other)
    {
        Vectors mask = Binary("GreaterThan", x, Constant(0));
        return Call(vector.Operation("ConditionalSelect", vector.Type, vector.Type, vector.Type), mask, positive, other);
    }

    /// <summary>A value, or 0 where another is at most 0; the value where the other is NaN.</summary>
    public Vectors ZeroUnlessPositive(Vectors x, Vectors value)
    {
        Vectors mask = Binary("LessThanOrEqual", x, Constant(0));
        return Call(vector.Operation("ConditionalSelect", vector.Type, vector.Type, vector.Type), mask, Constant(0), value);
    }

    /// <summary>Written where it is used: the runtime makes it part of the instruction that reads it.</summary>
    public Vectors Constant(double value)
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
    public Vectors Broadcast() => new(Store(vector.Operation("Create", Element)));

    /// <summary>Takes an address from the stack.</summary>
    /// <param name="count">How many elements are there; null for all.</param>
    public LocalBuilder Load(LocalBuilder? count)
    {
        Type pointer = vector.Element.MakePointerType();
        if (count is null)
        {
            return Store(vector.Operation("Load", pointer));
        }

        il.Emit(OpCodes.Ldloc, count);
        return Store(VectorType.Find(typeof(TailMemory), $"Load{Bits}", Element, pointer, typeof(int)));
    }

    /// <summary>Takes a vector and an address from the stack.</summary>
    /// <param name="count">How many elements are to be written; null for all.</param>
    public void Write(LocalBuilder? count)
    {
        Type pointer = vector.Element.MakePointerType();
        if (count is null)
        {
            il.Emit(OpCodes.Call, vector.Operation("Store", vector.Type, pointer));
            return;
        }

        il.Emit(OpCodes.Ldloc, count);
        il.Emit(OpCodes.Call, VectorType.Find(typeof(TailMemory), $"Store{Bits}", Element, vector.Type, pointer, typeof(int)));
    }

    /// <summary><c>c[0] + c[1]·x + c[2]·x² + …</c> by Horner's rule.</summary>
    public Vectors Polynomial(Vectors x, params ReadOnlySpan<double> coefficients)
    {
        Vectors sum = Constant(coefficients[^1]);
        for (int i = coefficients.Length - 2; i >= 0; i--)
        {
            sum = MultiplyAdd(sum, x, Constant(coefficients[i]));
        }

        return sum;
    }

    /// <summary>Two to the power of a whole number that is given as the low bits of a Float32's significand, biased as an exponent is.</summary>
    public Vectors PowerOfTwo(Vectors biased)
    {
        var powers = new LocalBuilder[biased.Count];
        for (int i = 0; i < powers.Length; i++)
        {
            il.Emit(OpCodes.Ldloc, biased[i]);
            il.Emit(OpCodes.Call, vector.Operation("AsInt32", vector.Type));
            il.Emit(OpCodes.Ldc_I4, 23);
            il.Emit(OpCodes.Call, vector.Operation("ShiftLeft", _integers, typeof(int)));
            powers[i] = Store(vector.OperationOn(typeof(int), "AsSingle", _integers));
        }

        return new Vectors(powers);
    }

    /// <summary>Whether <see cref="Scale"/> can be used.</summary>
    public bool CanScale => vector.Width == VectorWidth.Bits512 && Avx512F.IsSupported;

    /// <summary><c>x·2ⁿ</c> for whole n, also where the result is denormal.</summary>
    public Vectors Scale(Vectors x, Vectors n) =>
        Call(VectorType.Find(typeof(Avx512F), "Scale", Element, vector.Type, vector.Type), x, n);

    private Vectors Unary(string operation, Vectors x) => Call(vector.Operation(operation, vector.Type), x);

    private Vectors Binary(string operation, Vectors left, Vectors right) =>
        Call(vector.Operation(operation, vector.Type, vector.Type), left, right);

    /// <summary>
    /// The same for one vector after the other: dependent operations are apart then, and the processor need not look
    /// far ahead to overlap them.
    /// </summary>
    private Vectors Call(MethodInfo method, params ReadOnlySpan<Vectors> operands)
    {
        int count = 1;
        foreach (Vectors operand in operands)
        {
            count = Math.Max(count, operand.Count);
        }

        var results = new LocalBuilder[count];
        for (int i = 0; i < count; i++)
        {
            foreach (Vectors operand in operands)
            {
                il.Emit(OpCodes.Ldloc, operand[i]);
            }

            results[i] = Store(method);
        }

        return new Vectors(results);
    }

    /// <summary>Calls with what is on the stack.</summary>
    private LocalBuilder Store(MethodInfo method)
    {
        il.Emit(OpCodes.Call, method);
        LocalBuilder result = il.DeclareLocal(method.ReturnType);
        il.Emit(OpCodes.Stloc, result);
        return result;
    }
}
