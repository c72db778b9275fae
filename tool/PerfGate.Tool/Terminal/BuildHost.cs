using System.Text;

namespace PerfGate.Tool.Terminal;

/// <summary>Tells whether an MSBuild task started this process and reads what it writes.</summary>
internal static class BuildHost
{
    private const string Variable = "PERFGATE_HOST";

    /// <summary>Whether diagnostics are to be in MSBuild's form, and the headline among the progress.</summary>
    public static bool IsMSBuild { get; private set; }

    /// <summary>Takes in what the task said. What this process starts does not write for the task.</summary>
    public static void Recognise()
    {
        IsMSBuild = Environment.GetEnvironmentVariable(Variable) == "msbuild";
        Environment.SetEnvironmentVariable(Variable, null);
        if (IsMSBuild)
        {
            // The task reads UTF-8; on Windows a pipe would carry the console's code page.
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        }
    }
}
