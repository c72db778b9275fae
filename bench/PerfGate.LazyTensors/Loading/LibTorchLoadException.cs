namespace PerfGate.LazyTensors.Loading;

/// <summary>libtorch, or the bridge TorchSharp calls it through, cannot be loaded on this machine.</summary>
/// <remarks>The message names the file that is missing or refused, the system's own reason, and the remedy.</remarks>
public sealed class LibTorchLoadException : DllNotFoundException
{
    internal LibTorchLoadException(string library, string evidence, string remedy, Exception? inner = null)
        : base($"{library} cannot be loaded: {evidence} {remedy}", inner)
    {
        Library = library;
        Remedy = remedy;
    }

    /// <summary>File name of the library that is missing or refused.</summary>
    public string Library { get; }

    /// <summary>What to do about it.</summary>
    public string Remedy { get; }
}
