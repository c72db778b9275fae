using System.Diagnostics;
using System.Reflection;

namespace PerfGate.LazyTensors.Graph;

/// <summary>An operation cannot be applied to these shapes, dtypes or dimensions. Thrown when the node is built.</summary>
public sealed class GraphException : InvalidOperationException
{
    internal GraphException(string operation, string reason, string where)
        : base($"{operation}: {reason} (at {where})")
    {
        Operation = operation;
        Where = where;
    }

    /// <summary>The operation, as it is called in the source: <c>matmul</c>, <c>add</c>, …</summary>
    public string Operation { get; }

    /// <summary>The caller's method, with file and line where debug information is there.</summary>
    public string Where { get; }

    internal static GraphException At(string operation, string reason) => new(operation, reason, FindCaller());

    /// <summary>
    /// The first frame outside this assembly. Looking for it costs nothing until something is wrong, and works for
    /// operators, which cannot take caller information.
    /// </summary>
    private static string FindCaller()
    {
        foreach (StackFrame frame in new StackTrace(fNeedFileInfo: true).GetFrames())
        {
            if (frame.GetMethod() is { DeclaringType: { } type } method && type.Assembly != typeof(GraphException).Assembly)
            {
                string line = frame.GetFileName() is { } file
                    ? $" in {Path.GetFileName(file)}:line {frame.GetFileLineNumber()}"
                    : "";
                return $"{Name(type, method)}{line}";
            }
        }

        return "an unknown place";
    }

    /// <summary>An asynchronous method runs as MoveNext of a type called after it.</summary>
    private static string Name(Type type, MethodBase method) =>
        method.Name == "MoveNext" && type.DeclaringType is { } owner && type.Name.LastIndexOf('>') is > 0 and var end
            ? $"{owner.Name}.{type.Name[1..end]}"
            : $"{type.Name}.{method.Name}";
}
