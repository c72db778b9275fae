namespace PerfGate.LazyTensors.Loading;

/// <summary>What is needed of an ELF section header.</summary>
/// <param name="Type">sh_type.</param>
/// <param name="Offset">Where the section begins in the file, in bytes.</param>
/// <param name="Link">sh_link: for version needs, the section that holds their names.</param>
/// <param name="Info">sh_info: for version needs, the number of libraries.</param>
internal readonly record struct ElfSection(uint Type, long Offset, int Link, uint Info);
