using System.Globalization;
using System.Text;

namespace PerfGate.Tool.Storage.Histories;

/// <summary>
/// A commit for <c>git fast-import</c>, which writes files, tree, commit and ref in one process, and moves a ref only where the new commit follows the old one.
/// </summary>
internal sealed class ImportStream : IDisposable
{
    // Who measured is no secret of the machine's user: git need not know one, as in CI.
    private const string Author = "PerfGate <perfgate@localhost>";

    private readonly MemoryStream _stream = new();

    /// <param name="reference">The ref that moves.</param>
    /// <param name="message">The commit's message.</param>
    /// <param name="parent">The commit that the ref has; null where there is none.</param>
    /// <param name="merged">A second parent, or null.</param>
    public ImportStream(string reference, string message, string? parent, string? merged)
    {
        Write($"commit {reference}\ncommitter {Author} {DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)} +0000\n");
        WriteData(message);
        if (parent is not null)
        {
            Write($"from {parent}\n");
        }

        if (merged is not null)
        {
            Write($"merge {merged}\n");
        }
    }

    /// <summary>Adds a file.</summary>
    public void Add(string path, string text)
    {
        Write($"M 100644 inline {Quoted(path)}\n");
        WriteData(text);
    }

    /// <summary>Adds a file whose bytes the repository has.</summary>
    public void AddBlob(string path, string blob) => Write($"M 100644 {blob} {Quoted(path)}\n");

    /// <summary>All of it.</summary>
    public byte[] ToBytes() => _stream.ToArray();

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    // A path of another's history may hold a line feed, behind which a command would stand.
    private static string Quoted(string path) =>
        $"\"{path.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    private void WriteData(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Write($"data {bytes.Length.ToString(CultureInfo.InvariantCulture)}\n");
        _stream.Write(bytes);
        Write("\n");
    }

    private void Write(string text) => _stream.Write(Encoding.UTF8.GetBytes(text));
}
