using System.Runtime.InteropServices;
using CsCheck;
using PerfGate.LazyTensors.Loading;

namespace PerfGate.LazyTensors.Tests.Loading;

/// <summary>On the library as it is shipped, the very file that the loader patches.</summary>
public class WeakVersions
{
    private const string Version = "GLIBCXX_3.4.32";

    private static readonly Lazy<byte[]> Shipped = new(() => File.ReadAllBytes(NativeFolders.Locate(TorchBridge.FileName)!));

    public WeakVersions() => Assert.SkipUnless(OperatingSystem.IsLinux(), "libraries of other systems are no ELF files");

    [Fact]
    public void One_flag_changes_and_nothing_else()
    {
        byte[] original = [.. Shipped.Value];

        byte[] patched = VersionNeeds.Weaken(original, Version)!;

        int changed = Assert.Single(Enumerable.Range(0, original.Length), i => original[i] != patched[i]);
        Assert.Equal(original[changed] | 2, patched[changed]);
        Assert.Equal(Shipped.Value, original);
    }

    [Fact]
    public void There_is_nothing_to_change_twice_or_for_a_version_that_is_not_needed()
    {
        byte[] patched = VersionNeeds.Weaken(Shipped.Value, Version)!;

        Assert.Null(VersionNeeds.Weaken(patched, Version));
        Assert.Null(VersionNeeds.Weaken(Shipped.Value, "GLIBCXX_9.9.9"));
    }

    [Fact]
    public void The_patched_copy_loads_and_the_shipped_file_stays_as_it_is()
    {
        LibTorch.EnsureLoaded();
        string shipped = NativeFolders.Locate(TorchBridge.FileName)!;
        DirectoryInfo folder = Directory.CreateTempSubdirectory("perfgate-elf-");
        string copy = PatchCache.Store(TorchBridge.FileName, VersionNeeds.Weaken(Shipped.Value, Version)!, [folder.FullName]);

        nint handle = NativeLibrary.Load(copy);

        Assert.True(NativeLibrary.TryGetExport(handle, "THSTensor_add", out _));
        Assert.Equal(Shipped.Value, File.ReadAllBytes(shipped));
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(100_000)]
    [InlineData(2_000_000)]
    public void A_truncated_file_is_a_format_error(int length) =>
        Assert.Throws<ElfFormatException>(() => VersionNeeds.Weaken(Shipped.Value.AsSpan(0, length), Version));

    [Fact]
    public void Garbage_is_a_format_error()
    {
        Assert.Throws<ElfFormatException>(() => VersionNeeds.Weaken("not a library at all"u8, Version));
        Assert.Throws<ElfFormatException>(() => VersionNeeds.Weaken(new byte[1_000], Version));
        byte[] narrow = [.. Shipped.Value];
        narrow[4] = 1;
        Assert.Contains("64-bit", Assert.Throws<ElfFormatException>(() => VersionNeeds.Weaken(narrow, Version)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_anywhere_ends_in_a_result_or_a_format_error_and_in_nothing_else()
    {
        byte[] small = Shrunk();
        Gen.Select(Gen.Int[0, small.Length - 1], Gen.Byte).Array[1, 6].Sample(
            damage =>
            {
                byte[] image = [.. small];
                foreach ((int offset, byte value) in damage)
                {
                    image[offset] = value;
                }

                try
                {
                    _ = VersionNeeds.Weaken(image, Version);
                }
                catch (ElfFormatException)
                {
                    // What damage should end in.
                }
            },
            iter: 20_000);
    }

    /// <summary>A hand-made library of the parts that are read, so that random damage hits them: one need of one library.</summary>
    private static byte[] Shrunk()
    {
        byte[] image = new byte[400];
        "\u007fELF"u8.CopyTo(image);
        image[4] = 2;
        image[5] = 1;
        image[40] = 64; // section headers
        image[58] = 64;
        image[60] = 2;
        Section(image, 64, type: 3, offset: 192, link: 0, info: 0);
        Section(image, 128, type: 0x6ffffffe, offset: 240, link: 0, info: 1);
        "\0libstdc++.so.6\0GLIBCXX_3.4.32\0"u8.CopyTo(image.AsSpan(192));
        image[240] = 1; // Verneed: version, count, name, first need
        image[242] = 1;
        image[244] = 1;
        image[248] = 16;
        image[256 + 8] = 16; // Vernaux: name
        Assert.NotNull(VersionNeeds.Weaken(image, Version));
        return image;
    }

    private static void Section(byte[] image, int at, uint type, byte offset, byte link, byte info)
    {
        BitConverter.GetBytes(type).CopyTo(image, at + 4);
        image[at + 24] = offset;
        image[at + 40] = link;
        image[at + 44] = info;
    }
}
