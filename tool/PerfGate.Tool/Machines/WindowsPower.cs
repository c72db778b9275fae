using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace PerfGate.Tool.Machines;

/// <summary>What Windows tells of its power supply.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsPower
{
    private const byte Offline = 0;
    private const byte Online = 1;

    /// <summary>Whether the machine runs on its battery: GetSystemPowerStatus of winbase.h.</summary>
    /// <exception cref="Win32Exception">It did not answer.</exception>
    /// <exception cref="FormatException">It does not know.</exception>
    public static bool OnBattery() => !GetSystemPowerStatus(out var status) ? throw new Win32Exception(Marshal.GetLastWin32Error())
        : status.AcLineStatus switch
        {
            Offline => true,
            Online => false,
            var other => throw new FormatException($"Windows says {other} of its power supply"),
        };

    [DllImport("kernel32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetSystemPowerStatus(out Status status);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Status
    {
        public readonly byte AcLineStatus;
        public readonly byte BatteryFlag;
        public readonly byte BatteryLifePercent;
        public readonly byte SystemStatusFlag;
        public readonly uint BatteryLifeTime;
        public readonly uint BatteryFullLifeTime;
    }
}
