using System.Buffers.Binary;

namespace PerfGate.LazyTensors.Loading;

/// <summary>The versions of other libraries' symbols that an ELF library asks for (.gnu.version_r).</summary>
/// <remarks>
/// Layout: Linux Standard Base, "Version Requirements". A need flagged weak is reported by the dynamic linker only as
/// a warning, so a library whose need is never used by a relocation loads without it.
/// </remarks>
internal static class VersionNeeds
{
    private const uint VersionNeedSection = 0x6ffffffe;
    private const ushort WeakFlag = 2;
    private const int FlagsField = 4;

    /// <summary>A copy of the library in which the need for <paramref name="version"/> is weak.</summary>
    /// <returns>null when the library has no strong need for that version.</returns>
    /// <exception cref="ElfFormatException">The bytes are not a whole 64-bit little-endian ELF library.</exception>
    public static byte[]? Weaken(ReadOnlySpan<byte> image, string version)
    {
        var elf = new ElfReader(image);
        byte[]? copy = null;
        for (int index = 0; index < elf.SectionCount; index++)
        {
            ElfSection section = elf.Section(index);
            if (section.Type != VersionNeedSection)
            {
                continue;
            }

            foreach (long need in FindNeeds(elf, section, version))
            {
                ushort flags = elf.UInt16(need + FlagsField);
                if ((flags & WeakFlag) == 0)
                {
                    copy ??= image.ToArray();
                    BinaryPrimitives.WriteUInt16LittleEndian(copy.AsSpan((int)need + FlagsField), (ushort)(flags | WeakFlag));
                }
            }
        }

        return copy;
    }

    /// <summary>Offsets of the Vernaux entries that name the version.</summary>
    private static List<long> FindNeeds(ElfReader elf, ElfSection section, string version)
    {
        long names = elf.Section(section.Link).Offset;
        List<long> found = [];
        long library = section.Offset;
        for (uint i = 0; i < section.Info; i++)
        {
            long need = library + elf.UInt32(library + 8);
            for (int left = elf.UInt16(library + 2); left > 0; left--)
            {
                if (elf.Name(names + elf.UInt32(need + 8)) == version)
                {
                    found.Add(need);
                }

                need = Next(need, elf.UInt32(need + 12), left > 1);
            }

            library = Next(library, elf.UInt32(library + 12), i + 1 < section.Info);
        }

        return found;
    }

    /// <summary>A chain that stands still would be read as long as a corrupt count says; it is an error instead.</summary>
    private static long Next(long offset, uint step, bool expected) => step > 0 || !expected
        ? offset + step
        : throw new ElfFormatException($"its version needs end early, at {offset}");
}
