using System.Globalization;
using Npgsql;
using PerfGate.Diagnostics;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Databases;

/// <summary>How to connect to a PostgreSQL server, and what of that may be shown.</summary>
internal sealed class PostgresConnection
{
    private const int StandardPort = 5432;
    private const string Forms =
        "Write postgres://USER@HOST/DATABASE, postgres:Host=HOST;Database=DATABASE;Username=USER, or postgres:@FILE with one of them in a file; in a URI, signs such as @ / ? # % are written %40 and so on (docs/stores.md)";

    // A lock is waited for a little shorter than an answer, so that the server says that it was one.
    private const double ShareOfLock = 0.8;

    private PostgresConnection(NpgsqlConnectionStringBuilder builder)
    {
        Text = builder.ConnectionString;
        Place = PlaceOf(builder);
        LockTimeout = builder.CommandTimeout > 0 ? TimeSpan.FromSeconds(ShareOfLock * builder.CommandTimeout) : null;
    }

    /// <summary>The connection string, with its secrets.</summary>
    public string Text { get; }

    /// <summary>The server, the database and the user; nothing else.</summary>
    public string Place { get; }

    /// <summary>How long a lock of others is waited for; null for as long as it takes.</summary>
    public TimeSpan? LockTimeout { get; }

    /// <summary>Reads an address.</summary>
    /// <exception cref="PerfGateException">PG1001, PG1005: it cannot be used. Nothing that it holds is part of the message.</exception>
    public static PostgresConnection Of(StoreAddress address)
    {
        var builder = Parse(address.Target, address);
        if (address.Source.WhyNoPassword is { } why && !IsOfFile(address.Target) && (builder.Password is { Length: > 0 } || builder.SslPassword is { Length: > 0 }))
        {
            throw new PerfGateException(
                address.Source.Code, $"the store that {address.Source.Name} names holds a password", why,
                $"Leave it out, and give it as PGPASSWORD or in ~/.pgpass; or put the whole address into the variable {StoreSource.VariableName}, or into a file: postgres:@FILE");
        }

        return string.IsNullOrWhiteSpace(builder.Host) ? throw Wrong(address, "it names no host") : new PostgresConnection(Complete(builder));
    }

    private static bool IsOfFile(string text) => Rest(text).StartsWith('@');

    private static string Rest(string text) => text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static NpgsqlConnectionStringBuilder Parse(string text, StoreAddress address)
    {
        var rest = Rest(text);
        if (rest.StartsWith('@'))
        {
            var line = ReadLine(rest[1..], address);
            return HasScheme(line) ? IsOfFile(line) ? throw Wrong(address, "the file names another file") : Parse(line, address) : OfPairs(line, address);
        }

        return rest.StartsWith("//", StringComparison.Ordinal)
            ? PostgresUri.Read(rest[2..]) ?? throw Wrong(address, "the URI cannot be understood")
            : OfPairs(rest, address);
    }

    private static bool HasScheme(string text) => text.StartsWith("postgres:", StringComparison.Ordinal) || text.StartsWith("postgresql:", StringComparison.Ordinal);

    private static NpgsqlConnectionStringBuilder OfPairs(string text, StoreAddress address)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidCastException or KeyNotFoundException)
        {
            // What is wrong with it may be a part of a password.
            throw Wrong(address, "the key=value pairs cannot be understood");
        }
    }

    private static string ReadLine(string path, StoreAddress address)
    {
        try
        {
            var lines = File.ReadAllLines(Path.GetFullPath(path, address.Folder)).Where(line => line.Trim().Length > 0).ToList();
            return lines is [var one] ? one.Trim() : throw Wrong(address, $"'{path}' holds {lines.Count} lines instead of one");
        }
        catch (Exception e) when (DiskErrors.Is(e) || e is ArgumentException)
        {
            throw Wrong(address, $"'{path}' cannot be read: {DiskErrors.Text(e)}");
        }
    }

    private static NpgsqlConnectionStringBuilder Complete(NpgsqlConnectionStringBuilder builder)
    {
        if (builder.ApplicationName is not { Length: > 0 })
        {
            builder.ApplicationName = "perfgate";
        }

        if (!builder.ContainsKey("GSS Encryption Mode"))
        {
            // Else each connection looks for a library of Kerberos, which most machines lack.
            builder.GssEncryptionMode = GssEncryptionMode.Disable;
        }

        // While minutes are measured, no connection of the server is held.
        builder.Pooling = false;
        // Details of errors may hold what is stored.
        builder.IncludeErrorDetail = false;
        return builder;
    }

    private static string PlaceOf(NpgsqlConnectionStringBuilder builder)
    {
        var user = builder.Username is { Length: > 0 } name ? $"{name}@" : "";
        var port = builder.Port == StandardPort ? "" : string.Create(CultureInfo.InvariantCulture, $":{builder.Port}");
        return $"postgres://{user}{builder.Host}{port}/{builder.Database}";
    }

    private static PerfGateException Wrong(StoreAddress address, string evidence) =>
        new(address.Source.Code, $"the store that {address.Source.Name} names cannot be used", evidence, Forms);
}
