using System.Runtime.InteropServices;

namespace PerfGate.LazyTensors.Loading;

/// <summary>Loads libLibTorchSharp.so on systems whose libstdc++ is one version too old for it.</summary>
/// <remarks>
/// TorchSharp 0.107 is linked against GLIBCXX_3.4.32, which Debian 12 and Ubuntu 22.04 lack. The one symbol of that
/// version is used by no relocation, so a copy of the library in which the need is weak loads and works.
/// </remarks>
internal static class TorchBridge
{
    public const string FileName = "libLibTorchSharp.so";

    private const string NeededVersion = "GLIBCXX_3.4.32";
    private const string InstallRemedy = "Reference the package libtorch-cpu-linux-x64 (x64 with glibc is the only Linux that libtorch is packaged for), restore, and build again.";

    /// <summary>What the bridge is linked to, in the order in which they need each other.</summary>
    private static readonly string[] Dependencies = ["libc10.so", "libtorch_cpu.so", "libtorch.so"];

    /// <summary>Looks at the files without loading them.</summary>
    /// <exception cref="LibTorchLoadException">One of those that are there is truncated or no library at all.</exception>
    public static void RequireWholeFiles()
    {
        foreach (string path in Dependencies.Append(FileName).Select(NativeFolders.Locate).OfType<string>())
        {
            try
            {
                ElfReader.RequireWhole(path);
            }
            catch (ElfFormatException e)
            {
                throw Damaged(path, e);
            }
        }
    }

    /// <summary>Loads the bridge: as it is where that works, else a copy that asks less of libstdc++.</summary>
    /// <returns>The library's handle; it stays loaded until the process ends.</returns>
    /// <exception cref="LibTorchLoadException">A file is missing or refused.</exception>
    public static nint Load()
    {
        // The copy lies in another folder, where $ORIGIN finds nothing: what it is linked to must be there already.
        foreach (string dependency in Dependencies)
        {
            LoadFile(Locate(dependency));
        }

        string bridge = Locate(FileName);
        return NativeLibrary.TryLoad(bridge, out nint handle) ? handle : LoadFile(PatchedCopy(bridge));
    }

    private static string Locate(string fileName) => NativeFolders.Locate(fileName)
        ?? throw new LibTorchLoadException(fileName, $"it is in none of {string.Join(", ", NativeFolders.All)}.", InstallRemedy);

    private static nint LoadFile(string path)
    {
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw Refused(path, e);
        }
    }

    private static string PatchedCopy(string bridge)
    {
        try
        {
            byte[] patched = VersionNeeds.Weaken(File.ReadAllBytes(bridge), NeededVersion) ?? throw WhyRefused(bridge);
            return PatchCache.Store(FileName, patched, PatchCache.Folders());
        }
        catch (ElfFormatException e)
        {
            throw Damaged(bridge, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LibTorchLoadException(FileName, $"this system's libstdc++ lacks {NeededVersion}, and {e.Message}.", "Make one of these folders writable, or point XDG_CACHE_HOME to one that is.", e);
        }
    }

    private static LibTorchLoadException Damaged(string path, ElfFormatException reason) => new(
        Path.GetFileName(path),
        $"{path} is damaged: {reason.Message}.",
        "Delete the packages torchsharp and libtorch-cpu-linux-x64 from the package cache, restore, and build again.",
        reason);

    /// <summary>The library was refused for another reason than the version: load it again for the reason itself.</summary>
    private static LibTorchLoadException WhyRefused(string bridge)
    {
        try
        {
            NativeLibrary.Load(bridge);
            return new LibTorchLoadException(FileName, "it was refused once and then loaded.", "Start again.");
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            return Refused(bridge, e);
        }
    }

    private static LibTorchLoadException Refused(string path, Exception reason) => new(
        Path.GetFileName(path),
        $"the system refused {path}: {reason.Message.Trim()}",
        "Install the library that the system names (on Debian and Ubuntu: libstdc++6, libgcc-s1 and libc6 of Debian 12, Ubuntu 22.04 or newer).",
        reason);
}
