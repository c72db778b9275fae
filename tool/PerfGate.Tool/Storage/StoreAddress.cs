using PerfGate.Diagnostics;

namespace PerfGate.Tool.Storage;

/// <summary>Where a store is: <c>files:PATH</c> or a path alone, <c>sqlite:PATH</c>, or <c>postgres:CONNECTION</c>.</summary>
internal sealed class StoreAddress
{
    private const string Forms = "Give a folder, files:PATH, sqlite:PATH, or postgres:CONNECTION (docs/stores.md)";

    private StoreAddress(StoreKind kind, string target, string folder, StoreSource source)
    {
        Kind = kind;
        Target = target;
        Folder = folder;
        Source = source;
    }

    /// <summary>Its kind.</summary>
    public StoreKind Kind { get; }

    /// <summary>Of files, the whole path; of PostgreSQL, how to connect, which may hold a password and is not to be shown.</summary>
    public string Target { get; }

    /// <summary>The folder that relative paths begin at.</summary>
    public string Folder { get; }

    /// <summary>Who said so.</summary>
    public StoreSource Source { get; }

    /// <summary>What the command line says, else the variable; null where neither does.</summary>
    /// <param name="option">The option's value, or null.</param>
    /// <exception cref="PerfGateException">PG1001: that is no store.</exception>
    public static StoreAddress? Given(string? option) =>
        option is not null ? Parse(option, Environment.CurrentDirectory, StoreSource.CommandLine)
        : Environment.GetEnvironmentVariable(StoreSource.VariableName) is { Length: > 0 } variable ? Parse(variable, Environment.CurrentDirectory, StoreSource.Variable)
        : null;

    /// <summary>What the configuration says.</summary>
    /// <exception cref="PerfGateException">PG1005: that is no store.</exception>
    public static StoreAddress Of(ConfigFile config) => Parse(config.Config.Baselines.Path, config.Folder, StoreSource.Configuration);

    /// <summary>Reads an address.</summary>
    /// <param name="text">The address.</param>
    /// <param name="folder">The folder that relative paths begin at.</param>
    /// <param name="source">Who said so.</param>
    /// <exception cref="PerfGateException">PG1001, PG1005: it is no store. What it holds is not part of the message, as it may be a secret.</exception>
    public static StoreAddress Parse(string text, string folder, StoreSource source)
    {
        var (scheme, rest) = SchemeOf(text);
        return scheme switch
        {
            "files" => OfPath(StoreKind.Files, rest),
            "file" => OfPath(StoreKind.Files, Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.IsFile ? uri.LocalPath : ""),
            "sqlite" => OfPath(StoreKind.Sqlite, rest),
            "postgres" or "postgresql" => new StoreAddress(StoreKind.Postgres, text, folder, source),
            "" => OfPath(StoreKind.Files, text),
            _ => throw Wrong($"'{scheme}:' is no store"),
        };

        StoreAddress OfPath(StoreKind kind, string path) => string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal)
            ? throw Wrong("it names no path")
            : new StoreAddress(kind, Path.GetFullPath(path, folder), folder, source);

        PerfGateException Wrong(string evidence) => new(source.Code, $"the store that {source.Name} names cannot be used", evidence, Forms);
    }

    /// <summary>Its kind; the rest may hold a secret.</summary>
    public override string ToString() => Kind.ToString();

    // One letter is a drive of Windows. What is before a colon must not be more than a word to be a scheme.
    private static (string Scheme, string Path) SchemeOf(string text) =>
        text.IndexOf(':', StringComparison.Ordinal) is > 1 and var colon && text.AsSpan(0, colon).IndexOfAnyExceptInRange('a', 'z') < 0
            ? (text[..colon], text[(colon + 1)..])
            : ("", text);
}
