using System.Text.RegularExpressions;

namespace PerfGate.Studies;

/// <summary>Gives classes the shortest names that tell them apart, and names of files.</summary>
internal static partial class GroupNames
{
    public static Dictionary<(string Suite, string Namespace, string Type), (string Name, string FileName)> Of(
        IEnumerable<(string Suite, string Namespace, string Type)> classes)
    {
        var all = classes.Order().ToList();
        var files = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return all.ToDictionary(c => c, c =>
        {
            var full = c.Namespace.Length == 0 ? c.Type : $"{c.Namespace}.{c.Type}";
            var name = all.Count(other => other.Type == c.Type) == 1 ? c.Type
                : all.Count(other => (other.Namespace, other.Type) == (c.Namespace, c.Type)) == 1 ? full
                : $"{c.Suite}: {full}";
            return (name, NewFile(name, files));
        });
    }

    private static string NewFile(string name, HashSet<string> taken)
    {
        var plain = NotPlain().Replace(name, "-").Trim('-', '.');
        var (file, number) = (plain, 1);
        while (!taken.Add(file))
        {
            file = $"{plain}-{++number}";
        }

        return file;
    }

    [GeneratedRegex("[^A-Za-z0-9._]+")]
    private static partial Regex NotPlain();
}
