using PerfGate.Diagnostics;
using PerfGate.Tool.Databases;
using PerfGate.Tool.Storage;
using PerfGate.Tool.Storage.Histories;

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

    /// <summary>The history that goes with a store: that of a folder is on a ref of the repository, as others than those who change the code write to it.</summary>
    /// <param name="address">The store's address; null where none is named.</param>
    /// <param name="folder">A folder of the repository.</param>
    /// <exception cref="PerfGateException">PG1001, PG1005: the address cannot be used.</exception>
    public static IHistory OpenHistory(StoreAddress? address, string folder) => address is null or { Kind: StoreKind.Files }
        ? new HistoryRef(folder)
        : DatabaseHistory.Open(address);
}
