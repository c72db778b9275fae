using System.Globalization;
using System.Text.RegularExpressions;

namespace PerfGate.Tool.Tests.Running;

/// <summary>
/// Texts that are as tests/data/golden holds them. With the variable PERFGATE_UPDATE_GOLDENS the files are written anew; look at the
/// difference before you commit it.
/// </summary>
internal static partial class Golden
{
    public static void AssertIs(string file, string text)
    {
        var path = Repository.Data($"golden/{file}");
        var actual = LastDigits().Replace(
            text, digits => double.Parse(digits.Value, CultureInfo.InvariantCulture).ToString("G9", CultureInfo.InvariantCulture));
        if (Environment.GetEnvironmentVariable("PERFGATE_UPDATE_GOLDENS") is { Length: > 0 })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path), actual);
    }

    // The last digits of a logarithm are the processor's and the C library's own.
    [GeneratedRegex(@"\b\d+\.\d{8,}(?:E[+-]\d+)?\b")]
    private static partial Regex LastDigits();
}
