namespace PerfGate.LazyTensors.Loading;

/// <summary>The bytes are not the 64-bit little-endian ELF library that they were expected to be.</summary>
internal sealed class ElfFormatException(string reason) : FormatException(reason);
