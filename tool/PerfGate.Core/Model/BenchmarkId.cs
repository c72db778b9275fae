using System.Diagnostics.CodeAnalysis;

namespace PerfGate.Model;

/// <summary>
/// The full identity of a benchmark: nothing that tells two benchmarks apart is dropped. Its text form is
/// BenchmarkDotNet's full name, with the job in brackets where it is not the default one:
/// <c>Ns.Type.Method(N: 64) [.NET 10.0]</c>. What is not measured by BenchmarkDotNet may have any other name, such as
/// <c>load test: p99</c>: it is the method of no type, and its text is the name as it stands.
/// </summary>
public sealed record BenchmarkId(string Namespace, string Type, string Method, string Parameters, string Job)
    : IComparable<BenchmarkId>
{
    private const string AfterParameters = ") [";

    private readonly string _text = Format(Namespace, Type, Method, Parameters, Job);

    /// <summary>The namespace, or an empty string for the global one.</summary>
    public string Namespace { get; } = Namespace;

    /// <summary>The type's name, with type arguments and enclosing types; an empty string for a plain name.</summary>
    public string Type { get; } = Type;

    /// <summary>The method's name, or the whole of a plain name.</summary>
    public string Method { get; } = Method;

    /// <summary>The parameters as BenchmarkDotNet shows them (<c>N: 64, Kind: "a"</c>), or an empty string.</summary>
    public string Parameters { get; } = Parameters;

    /// <summary>The job's name and characteristics, or an empty string for the default job.</summary>
    public string Job { get; } = Job;

    /// <summary>Namespace, type and method, without parameters and job: what <c>--list flat</c> prints.</summary>
    public string MethodName => Format(Namespace, Type, Method, "", "");

    /// <summary>BenchmarkDotNet's full name: the text without the job.</summary>
    public string FullName => Format(Namespace, Type, Method, Parameters, "");

    /// <summary>The text without the namespace, for tables that people read.</summary>
    public string ShortName => Format("", Type, Method, Parameters, Job);

    /// <summary>Whether the name is no <c>Type.Method</c>.</summary>
    public bool IsPlain => Type.Length == 0;

    /// <summary>Takes a benchmark's text form apart; what does not look like <c>Type.Method</c> is a plain name.</summary>
    /// <exception cref="FormatException">The text is empty or blank.</exception>
    public static BenchmarkId Parse(string text) =>
        string.IsNullOrWhiteSpace(text) ? throw new FormatException("a benchmark has no name")
        // Whatever a name is taken apart into, its text has to come out as it went in: the text is the identity.
        : TryParse(text, out var id) && id._text == text && IsDotNetName(id.Namespace + id.Type) ? id
        : new BenchmarkId("", "", text, "", "");

    /// <summary>Takes a benchmark's text form apart; false if it holds no <c>Type.Method</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out BenchmarkId? id)
    {
        id = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return false;
        }

        var (name, parameters, job) = SplitTail(text);
        var lastDot = LastDotOutsideTypeArguments(name);
        if (lastDot <= 0 || lastDot == name.Length - 1)
        {
            return false;
        }

        var typeName = name[..lastDot];
        var typeDot = LastDotOutsideTypeArguments(typeName);
        id = new BenchmarkId(
            typeDot < 0 ? "" : typeName[..typeDot], typeName[(typeDot + 1)..], name[(lastDot + 1)..], parameters, job);
        return true;
    }

    /// <summary>The identity of BenchmarkDotNet's full name and a job; its text form is taken apart into the same identity again, whatever they hold.</summary>
    /// <param name="fullName">Namespace, type, method and parameters.</param>
    /// <param name="job">The job's name and characteristics, or an empty text for the default job.</param>
    /// <exception cref="FormatException">The full name holds no <c>Type.Method</c>.</exception>
    public static BenchmarkId Of(string fullName, string job) =>
        Parse(job.Length == 0 ? fullName : $"{fullName} [{job.Replace(AfterParameters, ")[", StringComparison.Ordinal)}]");

    /// <inheritdoc/>
    public int CompareTo(BenchmarkId? other) => string.CompareOrdinal(_text, other?._text);

    /// <inheritdoc/>
    public bool Equals(BenchmarkId? other) => other is not null && _text == other._text;

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => _text;

    private static string Format(string @namespace, string type, string method, string parameters, string job) =>
        (@namespace.Length == 0 ? "" : @namespace + ".") + (type.Length == 0 ? "" : type + ".") + method
        + (parameters.Length == 0 ? "" : $"({parameters})") + (job.Length == 0 ? "" : $" [{job}]");

    // Parameters may hold anything, but what ends in a parenthesis has no job, and a job holds no ") [" (see Of).
    private static (string Name, string Parameters, string Job) SplitTail(string text)
    {
        var job = "";
        if (text.EndsWith(']') && StartOfJob(text) is var start and >= 0)
        {
            job = text[(start + 2)..^1];
            text = text[..start];
        }

        var parenthesis = text.EndsWith(')') ? text.IndexOf('(', StringComparison.Ordinal) : -1;
        return parenthesis < 0
            ? (text, "", job)
            : (text[..parenthesis], text[(parenthesis + 1)..^1], job);
    }

    // "GET /api/v1.0/users.json" has dots, too.
    private static bool IsDotNetName(string typeName)
    {
        var depth = 0;
        return typeName.All(c =>
        {
            depth += c switch { '<' => 1, '>' => -1, _ => 0 };
            return depth > 0 || char.IsLetterOrDigit(c) || "_.+`>[]".Contains(c, StringComparison.Ordinal);
        });
    }

    private static int StartOfJob(string text) => text.LastIndexOf(AfterParameters, StringComparison.Ordinal) is var end and >= 0
        ? end + 1
        : text.IndexOf(" [", StringComparison.Ordinal);

    private static int LastDotOutsideTypeArguments(string name)
    {
        var depth = 0;
        for (var i = name.Length - 1; i >= 0; i--)
        {
            depth += name[i] switch { '>' => 1, '<' => -1, _ => 0 };
            if (name[i] == '.' && depth == 0)
            {
                return i;
            }
        }

        return -1;
    }
}
