using System.Text;
using PerfGate.Baselines;
using PerfGate.Diagnostics;

namespace PerfGate.Tool.Storage;

/// <summary>The key that stored sessions are signed with, where the environment has one. It is shown nowhere, and no process that this one starts gets it.</summary>
internal static class BaselineKey
{
    /// <summary>The variable that holds the key, or the name of its file after an at sign.</summary>
    public const string VariableName = "PERFGATE_BASELINE_KEY";

    private const int Least = 16;
    private const int Most = 1 << 16;

    private static readonly Lazy<Seals> Read = new(ReadOnce);

    /// <summary>What stored sessions are sealed with.</summary>
    /// <exception cref="PerfGateException">PG1001: the variable is set, and holds no key.</exception>
    public static Seals Seals => Read.Value;

    private static Seals ReadOnce()
    {
        if (Environment.GetEnvironmentVariable(VariableName) is not { Length: > 0 } text)
        {
            return Seals.Unsigned;
        }

        var key = text[0] == '@' ? OfFile(text[1..]) : Encoding.UTF8.GetBytes(text.Trim());
        return key.Length >= Least ? Seals.With(key) : throw Unusable($"it has {key.Length} bytes", null);
    }

    private static byte[] OfFile(string path)
    {
        try
        {
            // Whoever writes a file by hand ends it with a line feed.
            return InputFile.Read(path, Most).AsSpan().TrimEnd("\r\n"u8).ToArray();
        }
        catch (Exception e) when (DiskErrors.Is(e) || e is ArgumentException)
        {
            throw Unusable($"'{path}': {DiskErrors.Text(e)}", e);
        }
    }

    // The text is the secret, so it is no part of the message.
    private static PerfGateException Unusable(string evidence, Exception? inner) => new(
        Diagnostic.Error(DiagnosticCode.PG1001, $"{VariableName} holds no key", evidence, $"Give it at least {Least} random bytes, as text or in a file: @FILE; `openssl rand -hex 32` makes some"), inner);
}
