namespace PerfGate.Tool.Storage;

/// <summary>A document as it is stored: nobody has looked yet whether it is what it should be.</summary>
/// <param name="Name">Its name in the store: the environment's key, unless somebody named a file by hand.</param>
/// <param name="Place">Where it is, for people; without secrets.</param>
/// <param name="Utf8">Its bytes.</param>
/// <param name="File">The file that holds it; null where it is in a database.</param>
internal sealed record StoredDocument(string Name, string Place, ReadOnlyMemory<byte> Utf8, string? File = null);
