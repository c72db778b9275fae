using System.Globalization;
using Npgsql;

namespace PerfGate.Tool.Databases;

/// <summary>
/// Reads the URIs of PostgreSQL's own programs, which Npgsql does not: <c>postgres://user:password@host:port/database?key=value</c>
/// (https://www.postgresql.org/docs/current/libpq-connect.html).
/// </summary>
internal static class PostgresUri
{
    // The names that PostgreSQL's programs have for what Npgsql calls otherwise.
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["application_name"] = "Application Name",
        ["channel_binding"] = "Channel Binding",
        ["connect_timeout"] = "Timeout",
        ["dbname"] = "Database",
        ["gssencmode"] = "GSS Encryption Mode",
        ["host"] = "Host",
        ["options"] = "Options",
        ["passfile"] = "Passfile",
        ["password"] = "Password",
        ["port"] = "Port",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["sslmode"] = "SSL Mode",
        ["sslpassword"] = "SSL Password",
        ["sslrootcert"] = "Root Certificate",
        ["target_session_attrs"] = "Target Session Attributes",
        ["user"] = "Username",
    };

    /// <summary>What a URI says; null where it cannot be understood.</summary>
    /// <param name="text">The URI, without its scheme and the two slashes.</param>
    public static NpgsqlConnectionStringBuilder? Read(string text)
    {
        try
        {
            var (beforeQuery, query) = Split(text, '?');
            var (authority, database) = Split(beforeQuery, '/');
            // Such a sign would be a part of a password that was not written as it has to be, and the rest of it a host.
            return $"{database}{query}".Contains('@', StringComparison.Ordinal) || text.Contains('#', StringComparison.Ordinal) ? null : Read(authority, database, query);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidCastException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static NpgsqlConnectionStringBuilder Read(string authority, string database, string query)
    {
        var builder = new NpgsqlConnectionStringBuilder();
        var (user, host) = authority.LastIndexOf('@') is >= 0 and var at ? (authority[..at], authority[(at + 1)..]) : ("", authority);
        var (name, password) = Split(user, ':');
        Set("Username", name);
        Set("Password", password);
        Set("Database", database);
        var (server, port) = HostOf(host);
        Set("Host", server);
        Set("Port", port);
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, value) = Split(pair, '=');
            key = Uri.UnescapeDataString(key);
            Set(Names.GetValueOrDefault(key, key), key is "sslmode" ? value.Replace("-", "", StringComparison.Ordinal) : value);
        }

        return builder;

        void Set(string key, string value)
        {
            if (value.Length > 0)
            {
                builder[key] = Uri.UnescapeDataString(value);
            }
        }
    }

    // An address of IPv6 stands in brackets, for its colons.
    private static (string Host, string Port) HostOf(string text)
    {
        var end = text.StartsWith('[') ? text.IndexOf(']', StringComparison.Ordinal) + 1 : 0;
        var colon = text.IndexOf(':', end);
        var port = colon < 0 ? "" : text[(colon + 1)..];
        return port.Length == 0 || int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? ((colon < 0 ? text : text[..colon]).Trim('[', ']'), port)
            : throw new FormatException("the port is no number");
    }

    private static (string Before, string After) Split(string text, char sign) =>
        text.IndexOf(sign, StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + 1)..]) : (text, "");
}
