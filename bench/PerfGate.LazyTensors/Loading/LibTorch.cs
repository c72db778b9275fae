using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace PerfGate.LazyTensors.Loading;

/// <summary>Makes libtorch loadable on this machine, and says clearly why where it is not.</summary>
public static class LibTorch
{
    private const string BridgeName = "LibTorchSharp";

    private static readonly Lazy<nint> Bridge = new(TorchBridge.Load);

    /// <summary>
    /// Puts the loader in place without loading anything. An assembly that uses TorchSharp before it uses a
    /// <see cref="LazyTensor"/> calls this first, for example from a module initializer.
    /// </summary>
    public static void Prepare()
    {
        // Calling any method of this assembly runs its module initializer, which does the work.
    }

    /// <summary>Loads libtorch now.</summary>
    /// <exception cref="LibTorchLoadException">It cannot be loaded; the message says what is missing and the remedy.</exception>
    public static void EnsureLoaded()
    {
        if (OperatingSystem.IsLinux() && !Bridge.IsValueCreated)
        {
            TorchBridge.RequireWholeFiles();
        }

        // TorchSharp prints its own guess at the reason, so it is asked only once this has succeeded.
        try
        {
            NativeLibrary.Load(BridgeName, typeof(torch).Assembly, null);
            torch.InitializeDeviceType(DeviceType.CPU);
        }
        catch (Exception e) when (e is (DllNotFoundException or NotSupportedException) and not LibTorchLoadException)
        {
            throw new LibTorchLoadException(BridgeName, e.Message, $"Reference the libtorch-cpu package for {RuntimeInformation.RuntimeIdentifier}, restore, and build again.", e);
        }
    }

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The handler must be there before TorchSharp first looks for its library.")]
    internal static void Initialize()
    {
        if (OperatingSystem.IsLinux())
        {
            AssemblyLoadContext.Default.ResolvingUnmanagedDll += Resolve;
        }
    }

    /// <summary>Called only after the runtime's own search has failed.</summary>
    private static nint Resolve(Assembly assembly, string name) => name == BridgeName ? Bridge.Value : 0;
}
