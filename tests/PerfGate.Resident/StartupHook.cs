using PerfGate.Resident;

/// <summary>What the runtime calls before a program's own Main, where DOTNET_STARTUP_HOOKS names this assembly. Its name and that of its method are the runtime's.</summary>
internal static class StartupHook
{
    /// <summary>Serves command lines until nobody asks any more, and ends the process.</summary>
    public static void Initialize()
    {
        // What the tool starts is served by nobody.
        Environment.SetEnvironmentVariable("DOTNET_STARTUP_HOOKS", null);
        Server.Serve();
        Environment.Exit(0);
    }
}
