using System.Reflection;
using System.Runtime.Intrinsics;

namespace PerfGate.LazyTensors.Fusion;

/// <summary>The runtime's vector of one width and element, and its operations by name.</summary>
internal sealed class VectorType
{
    private readonly Type _operations;
    private readonly Type _definition;

    public VectorType(VectorWidth width, Type element)
    {
        (_operations, _definition) = width switch
        {
            VectorWidth.Bits512 => (typeof(Vector512), typeof(Vector512<>)),
            VectorWidth.Bits256 => (typeof(Vector256), typeof(Vector256<>)),
            _ => (typeof(Vector128), typeof(Vector128<>)),
        };
        Width = width;
        Element = element;
        Type = Of(element);
    }

    /// <summary>The widest that the processor has. Where it has none, the narrowest works too, element by element.</summary>
    public static VectorWidth Widest =>
        Vector512.IsHardwareAccelerated ? VectorWidth.Bits512
        : Vector256.IsHardwareAccelerated ? VectorWidth.Bits256
        : VectorWidth.Bits128;

    public VectorWidth Width { get; }

    /// <summary><see cref="float"/> or <see cref="double"/>.</summary>
    public Type Element { get; }

    /// <summary>In bytes.</summary>
    public int ElementSize => Element == typeof(float) ? sizeof(float) : sizeof(double);

    public Type Type { get; }

    public Type Of(Type element) => _definition.MakeGenericType(element);

    /// <summary>An operation of the runtime, which its compiler knows and turns into an instruction.</summary>
    public MethodInfo Operation(string name, params Type[] parameters) => OperationOn(Element, name, parameters);

    /// <summary>The same on vectors of other elements.</summary>
    public MethodInfo OperationOn(Type element, string name, params Type[] parameters) => Find(_operations, name, element, parameters);

    /// <summary>A method by its parameters; a generic one is looked at with the element as its argument.</summary>
    public static MethodInfo Find(Type owner, string name, Type element, params Type[] parameters)
    {
        foreach (MemberInfo member in owner.GetMember(name, MemberTypes.Method, BindingFlags.Static | BindingFlags.Public))
        {
            var method = (MethodInfo)member;
            if (method.IsGenericMethodDefinition)
            {
                if (method.GetGenericArguments().Length != 1)
                {
                    continue;
                }

                method = method.MakeGenericMethod(element);
            }

            if (method.GetParameters().Select(p => p.ParameterType).SequenceEqual(parameters))
            {
                return method;
            }
        }

        throw new MissingMethodException(owner.Name, name);
    }
}
