using PerfGate.Diagnostics;
using PerfGate.Tool.Measuring;

namespace PerfGate.Tool.Storage;

/// <summary>
/// Symbolic links that git keeps. Whoever changes the repository chooses where they lead, and is not to choose what is written outside of it. A link that somebody made on this machine is theirs.
/// </summary>
internal static class KeptLinks
{
    /// <summary>Refuses to write where such a link leads out of its repository.</summary>
    /// <param name="path">What is to be written: a file or a folder, which need not be there.</param>
    /// <param name="code">The code of the error.</param>
    /// <exception cref="PerfGateException">With that code.</exception>
    public static void RefuseOut(string path, DiagnosticCode code)
    {
        if (Parts(Path.GetFullPath(path)).FirstOrDefault(LeadsOut) is { } link)
        {
            throw new PerfGateException(
                code, $"'{path}' leads out of the repository, so nothing was written there", $"'{link}' is a link that git keeps, to '{new FileInfo(link).LinkTarget}'",
                "Name another path, or take the link out of git");
        }
    }

    // The folder nearest to the root first.
    private static IEnumerable<string> Parts(string path) => Path.GetDirectoryName(path) is { } folder ? Parts(folder).Append(path) : [];

    // Git is asked about links alone, and there are hardly any.
    private static bool LeadsOut(string path)
    {
        if (new FileInfo(path).LinkTarget is not { } target)
        {
            return false;
        }

        var folder = Path.GetDirectoryName(path)!;
        return Git.RunAsync(folder, ["ls-files", "--error-unmatch", "--", $":(literal){Path.GetFileName(path)}"], default).GetAwaiter().GetResult() is { ExitCode: 0 }
            && Git.TopAsync(folder, default).GetAwaiter().GetResult() is { } top
            && Path.GetRelativePath(top, Path.Combine(folder, target)).Split(Path.DirectorySeparatorChar, 2)[0] is ".." or ['/', ..];
    }
}
