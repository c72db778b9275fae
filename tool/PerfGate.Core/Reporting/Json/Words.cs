namespace PerfGate.Reporting.Json;

/// <summary>The words of the JSON result: enumeration members in camel case.</summary>
internal static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum => value.ToString() is var name ? char.ToLowerInvariant(name[0]) + name[1..] : "";

    public static T Parse<T>(string word)
        where T : struct, Enum =>
        Enum.GetValues<T>().Where(value => Of(value) == word).Select(value => (T?)value).FirstOrDefault()
        ?? throw new FormatException($"'{word}' is no {typeof(T).Name.ToLowerInvariant()}");
}
