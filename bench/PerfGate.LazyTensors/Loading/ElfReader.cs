using System.Buffers.Binary;
using System.Text;

namespace PerfGate.LazyTensors.Loading;

/// <summary>Reads fields of a 64-bit little-endian ELF file; every access is checked against the file's end.</summary>
internal readonly ref struct ElfReader
{
    private const int HeaderSize = 64;
    private const int SectionHeaderSize = 64;
    private const int MaxNameLength = 256;

    private readonly ReadOnlySpan<byte> _image;

    public ElfReader(ReadOnlySpan<byte> image)
    {
        _image = image;
        if (image.Length < HeaderSize || !image.StartsWith("\u007fELF"u8))
        {
            throw new ElfFormatException("it does not begin with an ELF header");
        }

        if (image[4] != 2 || image[5] != 1)
        {
            throw new ElfFormatException("it is not a 64-bit little-endian ELF file");
        }
    }

    /// <summary>Whether a file is as long as its header says; the table of sections is the last thing in it.</summary>
    /// <remarks>The system maps a truncated library without complaint and ends the process when its end is touched.</remarks>
    public static void RequireWhole(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] header = new byte[HeaderSize];
        int read = file.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false);
        _ = new ElfReader(header.AsSpan(0, read));
        ulong sections = BinaryPrimitives.ReadUInt64LittleEndian(header.AsSpan(40));
        ulong end = sections + ((ulong)BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(60)) * SectionHeaderSize);
        if (sections > (ulong)file.Length || end > (ulong)file.Length)
        {
            throw new ElfFormatException($"it ends at {file.Length} instead of {end}");
        }
    }

    public ushort UInt16(long offset) => BinaryPrimitives.ReadUInt16LittleEndian(Slice(offset, 2));

    public uint UInt32(long offset) => BinaryPrimitives.ReadUInt32LittleEndian(Slice(offset, 4));

    /// <summary>A file offset or size; one that no file can have is a format error, not an overflow later.</summary>
    public long Offset(long offset)
    {
        ulong value = BinaryPrimitives.ReadUInt64LittleEndian(Slice(offset, 8));
        return value <= (ulong)_image.Length
            ? (long)value
            : throw new ElfFormatException($"the field at {offset} points to {value}, beyond the end at {_image.Length}");
    }

    public string Name(long offset)
    {
        ReadOnlySpan<byte> rest = _image[(int)CheckedStart(offset)..];
        int length = rest[..Math.Min(rest.Length, MaxNameLength)].IndexOf((byte)0);
        return length >= 0
            ? Encoding.UTF8.GetString(rest[..length])
            : throw new ElfFormatException($"the name at {offset} does not end");
    }

    /// <summary>The header of section <paramref name="index"/>.</summary>
    public ElfSection Section(int index)
    {
        int count = UInt16(60);
        if (index < 0 || index >= count)
        {
            throw new ElfFormatException($"section {index} is named, but there are {count}");
        }

        if (UInt16(58) != SectionHeaderSize)
        {
            throw new ElfFormatException($"its section headers are {UInt16(58)} bytes long instead of {SectionHeaderSize}");
        }

        long header = Offset(40) + ((long)index * SectionHeaderSize);
        return new ElfSection(UInt32(header + 4), Offset(header + 24), (int)UInt32(header + 40), UInt32(header + 44));
    }

    public int SectionCount => UInt16(60);

    private long CheckedStart(long offset) => offset >= 0 && offset < _image.Length
        ? offset
        : throw new ElfFormatException($"offset {offset} lies beyond its end at {_image.Length}");

    private ReadOnlySpan<byte> Slice(long offset, int length) => offset >= 0 && offset <= _image.Length - length
        ? _image.Slice((int)offset, length)
        : throw new ElfFormatException($"{length} bytes at {offset} lie beyond its end at {_image.Length}");
}
