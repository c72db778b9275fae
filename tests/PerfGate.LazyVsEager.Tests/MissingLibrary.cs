using CliWrap.Buffered;

namespace PerfGate.LazyVsEager.Tests;

/// <summary>The suite in a folder of its own, from which a native library is missing or in which it is damaged.</summary>
public sealed class MissingLibrary : IDisposable
{
    private const string Bridge = "libLibTorchSharp.so";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("perfgate-missing-");

    public MissingLibrary() => Assert.SkipUnless(OperatingSystem.IsLinux(), "the names of the libraries are Linux's");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("libtorch_cpu.so")]
    [InlineData(Bridge)]
    public async Task The_error_names_what_is_missing_where_it_was_sought_and_the_remedy(string library)
    {
        File.Delete(Path.Combine(CopySuite(), library));

        BufferedCommandResult run = await Suite.RunAsync(_folder.FullName, "--filter", "*.LoRA.*");

        Assert.Contains($"{library} cannot be loaded: it is in none of ", run.StandardOutput, StringComparison.Ordinal);
        Assert.Contains(_folder.FullName, run.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("Reference the package libtorch-cpu-linux-x64", run.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_library_is_called_damaged_and_left_as_it_is()
    {
        string bridge = Path.Combine(CopySuite(), Bridge);
        byte[] half = File.ReadAllBytes(bridge)[..1_000_000];
        File.Delete(bridge);
        File.WriteAllBytes(bridge, half);

        BufferedCommandResult run = await Suite.RunAsync(_folder.FullName, "--filter", "*.LoRA.*");

        Assert.Contains($"{Bridge} cannot be loaded: ", run.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("damaged", run.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(half, File.ReadAllBytes(bridge));
    }

    /// <summary>Copies what is managed and links what is native; gives the folder of the latter.</summary>
    private string CopySuite()
    {
        string from = Path.Combine(Suite.Folder, "runtimes", "linux-x64", "native");
        string to = Path.Combine(_folder.FullName, "runtimes", "linux-x64", "native");
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(Suite.Folder))
        {
            File.Copy(file, Path.Combine(_folder.FullName, Path.GetFileName(file)));
        }

        foreach (string file in Directory.GetFiles(from))
        {
            File.CreateSymbolicLink(Path.Combine(to, Path.GetFileName(file)), file);
        }

        return to;
    }
}
