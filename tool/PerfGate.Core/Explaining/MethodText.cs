using System.Text.RegularExpressions;

namespace PerfGate.Explaining;

/// <summary>Names of methods, as the runtime's events write them (<c>Lib.Hot.SumEven(int32[])</c>), for people and for the JIT.</summary>
public static partial class MethodText
{
    /// <summary>The type's whole name and the method's name, without arguments and type arguments: <c>Lib.Hot</c> and <c>SumEven</c>.</summary>
    public static (string Type, string Method) Split(string name)
    {
        var plain = TypeArguments().Replace(WithoutArguments(name), "");
        // A constructor's own name begins with a dot.
        var dot = plain.LastIndexOf('.');
        dot = dot > 0 && plain[dot - 1] == '.' ? dot - 1 : dot;
        return dot <= 0 ? ("", plain) : (plain[..dot], plain[(dot + 1)..]);
    }

    /// <summary>
    /// The name for people: type and method alone (<c>Hot.SumEven</c>). What the compiler made of a lambda, a local function, an iterator or an async method bears the name of what
    /// stands in the source.
    /// </summary>
    public static string Short(string name)
    {
        var (type, method) = Split(name);
        var nested = type.Split('+');
        if (Machine().Match(nested[^1]) is { Success: true } machine && nested.Length > 1)
        {
            return $"{Last(nested[^2])}.{machine.Groups["source"].Value}";
        }

        var owner = nested.LastOrDefault(part => !part.StartsWith('<')) ?? nested[0];
        return Lambda().Match(method) is { Success: true } lambda
            ? $"a {(lambda.Groups["kind"].Value == "g" ? "local function" : "lambda")} in {Last(owner)}.{lambda.Groups["source"].Value}"
            : type.Length == 0 ? method : $"{Last(owner)}.{method}";
    }

    /// <summary>A type's name for people: without namespaces (<c>Predicate&lt;Int32&gt;</c>). What the compiler made for a lambda's variables is a closure.</summary>
    public static string ShortType(string name)
    {
        var plain = Qualifier().Replace(Arity().Replace(name, ""), "");
        return Closure().IsMatch(plain) ? "a closure" : Arguments().Replace(plain, match => match.Value == "[" ? "<" : match.Value == "]" ? ">" : match.Value);
    }

    /// <summary>Whether two names are the same method of the source, whichever form of it.</summary>
    public static bool AreSame(string one, string other) => Split(one) == Split(other);

    /// <summary>What chooses a method for <c>DOTNET_JitDisasm</c>: <c>Lib.Hot:SumEven</c>; of a generic type all its forms.</summary>
    public static string ForJit(string name)
    {
        var (type, method) = Split(name);
        return type.Contains('`', StringComparison.Ordinal) ? $"{type}*:{method}" : $"{type}:{method}";
    }

    /// <summary>A name as the JIT writes it (<c>Lib.Hot:SumEven(int[]):int</c>), as the runtime's events would.</summary>
    public static string OfJit(string name)
    {
        var end = name.IndexOf('(', StringComparison.Ordinal) is var at and > 0 ? at : name.Length;
        var plain = TypeArguments().Replace(name[..end], "");
        return $"{plain.Replace(':', '.')}{(end < name.Length ? name[end..(name.IndexOf(')', end) is var close and > 0 ? close + 1 : name.Length)] : "")}";
    }

    private static string Last(string type) => Arity().Replace(type[(type.LastIndexOf('.') + 1)..], "");

    private static string WithoutArguments(string name) => name.IndexOf('(', StringComparison.Ordinal) is var at and > 0 ? name[..at] : name;

    [GeneratedRegex(@"\[[^\[\]]*(?:\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\][^\[\]]*)*\]")]
    private static partial Regex TypeArguments();

    // Namespaces and enclosing types, wherever a name begins.
    [GeneratedRegex(@"(?<![\w.+])(?:[\w<>]+[.+])+(?=[\w<])")]
    private static partial Regex Qualifier();

    [GeneratedRegex(@"^<>c(?:__DisplayClass[\w]*)?$")]
    private static partial Regex Closure();

    // Brackets of type arguments, and not those of arrays, in which stands nothing or commas.
    [GeneratedRegex(@"\[,*\]|\[|\]")]
    private static partial Regex Arguments();

    [GeneratedRegex("`[0-9]+")]
    private static partial Regex Arity();

    [GeneratedRegex("^<(?<source>[^<>]+)>d__[0-9]+")]
    private static partial Regex Machine();

    [GeneratedRegex("^<(?<source>[^<>]+)>(?<kind>[bg])__")]
    private static partial Regex Lambda();
}
