using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using PerfGate.Explaining;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Explaining;

/// <summary>Finds where methods stand in the source, by the portable symbols that a build leaves beside or inside of an assembly.</summary>
/// <param name="folder">The folder of the assemblies.</param>
/// <param name="isOwn">Which assemblies to look into, by their names without extension.</param>
/// <param name="root">What the files' paths are told relative to: the repository's folder.</param>
internal sealed class SourceLines(string folder, Func<string, bool> isOwn, string root)
{
    private readonly Lazy<IReadOnlyDictionary<(string Type, string Method), SourceLine>> _lines = new(() => ReadAll(folder, isOwn, root));

    /// <summary>The first line of a method; of several of one name, of one of them. Null if no symbols tell.</summary>
    /// <param name="method">Its name, as a profile has it.</param>
    public SourceLine? Find(string method) => _lines.Value.GetValueOrDefault(MethodText.Split(method));

    private static Dictionary<(string, string), SourceLine> ReadAll(string folder, Func<string, bool> isOwn, string root)
    {
        var lines = new Dictionary<(string, string), SourceLine>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.dll").Where(file => isOwn(Path.GetFileNameWithoutExtension(file))))
        {
            try
            {
                Read(file, root, lines);
            }
            catch (Exception e) when (DiskErrors.Is(e) || e is BadImageFormatException or InvalidOperationException)
            {
                // Without symbols nobody knows.
            }
        }

        return lines;
    }

    private static void Read(string file, string root, Dictionary<(string, string), SourceLine> lines)
    {
        using var image = new PEReader(File.OpenRead(file));
        if (!image.TryOpenAssociatedPortablePdb(file, path => File.Exists(path) ? File.OpenRead(path) : null, out var provider, out _) || provider is null)
        {
            return;
        }

        using (provider)
        {
            var (metadata, symbols) = (image.GetMetadataReader(), provider.GetMetadataReader());
            foreach (var handle in metadata.MethodDefinitions)
            {
                var points = symbols.GetMethodDebugInformation(handle.ToDebugInformationHandle());
                var first = points.GetSequencePoints().FirstOrDefault(point => !point.IsHidden);
                if (first.Document.IsNil)
                {
                    continue;
                }

                var method = metadata.GetMethodDefinition(handle);
                var path = symbols.GetString(symbols.GetDocument(first.Document).Name);
                lines.TryAdd((NameOf(metadata, method.GetDeclaringType()), metadata.GetString(method.Name)), new SourceLine(Relative(path, root), first.StartLine));
            }
        }
    }

    private static string NameOf(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var name = metadata.GetString(type.Name);
        return type.IsNested ? $"{NameOf(metadata, type.GetDeclaringType())}+{name}"
            : type.Namespace.IsNil ? name : $"{metadata.GetString(type.Namespace)}.{name}";
    }

    // A deterministic build writes /_/ for the repository's folder.
    private static string Relative(string path, string root)
    {
        var slashed = path.Replace('\\', '/');
        return slashed.StartsWith("/_/", StringComparison.Ordinal) ? slashed[3..]
            : Path.GetRelativePath(root, path).Replace('\\', '/') is var relative && !relative.StartsWith("..", StringComparison.Ordinal) ? relative
            : slashed;
    }
}
