using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using PerfGate.Diagnostics;

namespace PerfGate.Baselines;

/// <summary>
/// Seals sessions of stored documents. A checksum notices a bad merge and an edit by hand; a signature also one by somebody who does not have the key. Each session has its own, so a merge that
/// keeps the sessions of both sides keeps their seals. They are of what the JSON says, not of how it is laid out: order of names, white space and line ends do not count.
/// </summary>
public sealed class Seals
{
    private const string Sessions = "sessions";
    private const string Checksum = "checksum";
    private const string Signature = "signature";

    private readonly byte[]? _key;
    private readonly bool _isIgnoring;

    private Seals(byte[]? key, bool isIgnoring) => (_key, _isIgnoring) = (key, isIgnoring);

    /// <summary>Checksums alone; what has none is taken as it is.</summary>
    public static Seals Unsigned { get; } = new(null, isIgnoring: false);

    /// <summary>Whether there is a key.</summary>
    public bool IsSigning => _key is not null;

    /// <summary>The same, but whatever a seal says, the document is read: to seal it anew.</summary>
    public Seals Ignoring => new(_key, isIgnoring: true);

    /// <summary>Checksums, and signatures (HMAC-SHA256): what is not signed with the key is refused.</summary>
    /// <param name="key">The key; it is copied.</param>
    public static Seals With(ReadOnlySpan<byte> key) => new(key.ToArray(), isIgnoring: false);

    /// <summary>Whether a document has a signed session. What is no document of sessions has none.</summary>
    public static bool IsSigned(ReadOnlySpan<byte> utf8)
    {
        try
        {
            using var document = Parse(utf8);
            return SessionsOf(document.RootElement).Any(session => session.TryGetProperty(Signature, out _));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The sessions of a document that can be read, with what their seals say.</summary>
    public ImmutableArray<SealedSession> Of(ReadOnlySpan<byte> utf8)
    {
        using var document = Parse(utf8);
        return [.. SessionsOf(document.RootElement).Select(session => SealedSession.Of(session, this))];
    }

    /// <summary>Refuses a document that was changed, or that is not signed with the key.</summary>
    /// <param name="source">The file's name, for diagnostics.</param>
    /// <param name="root">The document.</param>
    /// <exception cref="PerfGateException">PG3022: it was changed. PG3023: it is not signed as it should be.</exception>
    internal void Refuse(string source, JsonElement root)
    {
        foreach (var session in _isIgnoring ? [] : SessionsOf(root).Select(session => SealedSession.Of(session, this)))
        {
            if (ProblemOf(source, session) is { } problem)
            {
                throw new PerfGateException(problem);
            }
        }
    }

    /// <summary>What is wrong with a session, or null if nothing is: PG3022 or PG3023.</summary>
    /// <param name="source">The file's name.</param>
    /// <param name="session">The session.</param>
    public static Diagnostic? ProblemOf(string source, SealedSession session)
    {
        const string Sign = "If you trust it, sign it with `dotnet perfgate baseline seal`; else restore it from version control, or measure anew with `dotnet perfgate baseline update`";
        return session.State switch
        {
            SealState.Broken => Diagnostic.Error(
                DiagnosticCode.PG3022, $"'{source}' was changed since PerfGate wrote it", $"the checksum of {session.Name} is not that of what it holds",
                "Restore it from version control, or measure anew. If the change is wanted, seal it with `dotnet perfgate baseline seal`"),
            SealState.Unsigned => Diagnostic.Error(DiagnosticCode.PG3023, $"'{source}' is not signed", $"{session.Name} has no signature, and a key is set", Sign),
            SealState.WronglySigned => Diagnostic.Error(
                DiagnosticCode.PG3023, $"'{source}' is not signed with this key", $"the signature of {session.Name} was made with another key, or of something else", Sign),
            _ => null,
        };
    }

    /// <summary>Writes a session's seal into it.</summary>
    /// <param name="json">The writer, inside of the session.</param>
    /// <param name="session">The session without a seal, as a JSON text.</param>
    internal void Write(Utf8JsonWriter json, ReadOnlySpan<byte> session)
    {
        using var document = Parse(session);
        var content = Content(document.RootElement);
        json.WriteString(Checksum, ChecksumOf(content));
        if (_key is not null)
        {
            json.WriteString(Signature, SignatureOf(content, _key));
        }
    }

    internal SealState Check(JsonElement session)
    {
        var content = Content(session);
        var checksum = Text(session, Checksum);
        return checksum is not null && checksum != ChecksumOf(content) ? SealState.Broken
            : _key is null ? checksum is null ? SealState.None : SealState.Sound
            : Text(session, Signature) is not { } signature ? SealState.Unsigned
            : IsSame(signature, SignatureOf(content, _key)) ? SealState.Sound
            : SealState.WronglySigned;
    }

    /// <summary>The checksum of a session, whatever seal it has.</summary>
    public static string ChecksumOf(JsonElement session) => ChecksumOf(Content(session));

    private static string ChecksumOf(ReadOnlySpan<byte> content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";

    private static string SignatureOf(ReadOnlySpan<byte> content, byte[] key) => $"hmac-sha256:{Convert.ToHexStringLower(HMACSHA256.HashData(key, content))}";

    private static bool IsSame(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(one), System.Text.Encoding.UTF8.GetBytes(other));

    // Null and numbers are no seals, and no way to go without one.
    private static string? Text(JsonElement session, string name) => !session.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString() : "";

    private static IEnumerable<JsonElement> SessionsOf(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(Sessions, out var sessions) && sessions.ValueKind == JsonValueKind.Array
            ? sessions.EnumerateArray().Where(session => session.ValueKind == JsonValueKind.Object)
            : [];

    private static JsonDocument Parse(ReadOnlySpan<byte> utf8) => JsonDocument.Parse((utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8).ToArray());

    // One text for all ways to write the same: names in order, nothing between, numbers as they round-trip.
    private static byte[] Content(JsonElement session)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, session, isSession: true);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, JsonElement element, bool isSession)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var property in element.EnumerateObject().Where(p => !isSession || p.Name is not (Checksum or Signature)).OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    json.WritePropertyName(property.Name);
                    Write(json, property.Value, isSession: false);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var value in element.EnumerateArray())
                {
                    Write(json, value, isSession: false);
                }

                json.WriteEndArray();
                break;
            case JsonValueKind.Number:
                json.WriteRawValue(element.GetDouble().ToString("R", CultureInfo.InvariantCulture), skipInputValidation: true);
                break;
            default:
                element.WriteTo(json);
                break;
        }
    }
}
