using PerfGate.Diagnostics;
using PerfGate.Tool.Databases;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>Opens stores.</summary>
internal static class Stores
{
    /// <summary>The store at an address. Nothing is read or connected to yet.</summary>
    /// <exception cref="PerfGateException">PG1001, PG1005: the address cannot be used.</exception>
    // What talks to databases takes longer to load than most commands take, and most stores are folders: its types must not stand here.
    public static IDocuments Open(StoreAddress address) => address.Kind == StoreKind.Files
        ? new FolderDocuments(address.Target)
        : DatabaseDocuments.Open(address);
}
