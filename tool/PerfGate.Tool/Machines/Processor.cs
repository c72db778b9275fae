using System.Runtime.Intrinsics.X86;
using System.Text;

namespace PerfGate.Tool.Machines;

/// <summary>What the processor tells of itself, mostly by its CPUID instruction, which is the same on every operating system.</summary>
internal static class Processor
{
    private const int HypervisorLeaf = 0x40000000;
    private const int BrandLeaf = unchecked((int)0x80000002);
    private const int HypervisorBit = 31;

    /// <summary>The hypervisor's name, or an empty text on bare metal.</summary>
    /// <exception cref="PlatformNotSupportedException">There is no such instruction.</exception>
    public static string Hypervisor()
    {
        RefuseOthers();
        var (_, _, features, _) = X86Base.CpuId(1, 0);
        if ((features >>> HypervisorBit & 1) == 0)
        {
            return "";
        }

        var (_, b, c, d) = X86Base.CpuId(HypervisorLeaf, 0);
        return Text(b, c, d).Trim('\0', ' ') is { Length: > 0 } name ? $"the hypervisor calls itself {name}" : "a hypervisor without a name";
    }

    /// <summary>The processor's model, as BenchmarkDotNet finds it: by what the kernel says where it does, as a hypervisor may tell the instruction something else.</summary>
    /// <exception cref="PlatformNotSupportedException">Neither says it.</exception>
    public static string Brand()
    {
        if (ModelOf("/proc/cpuinfo") is { } model)
        {
            return model;
        }

        RefuseOthers();
        return string.Concat(Enumerable.Range(0, 3).Select(i => X86Base.CpuId(BrandLeaf + i, 0)).Select(r => Text(r.Eax, r.Ebx, r.Ecx, r.Edx))).Trim('\0', ' ');
    }

    private static string? ModelOf(string path) => !File.Exists(path) ? null
        : File.ReadLines(path).Select(line => line.Split(':', 2)).FirstOrDefault(parts => parts.Length == 2 && parts[0].Trim() == "model name")?[1].Trim() is { Length: > 0 } model ? model : null;

    private static void RefuseOthers()
    {
        if (!X86Base.IsSupported)
        {
            throw new PlatformNotSupportedException("only x86 processors tell");
        }
    }

    private static string Text(params IEnumerable<int> registers) => Encoding.ASCII.GetString([.. registers.SelectMany(BitConverter.GetBytes)]);
}
