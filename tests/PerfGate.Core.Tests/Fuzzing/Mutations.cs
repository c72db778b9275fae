using System.Globalization;
using System.Text;

namespace PerfGate.Core.Tests.Fuzzing;

/// <summary>Spoils a document as hands, merges, other tools and enemies do: in its structure, in its bytes, or in both.</summary>
internal static class Mutations
{
    private const int MostLength = 300_000;
    private const int MostCopied = 2_000;

    /// <summary>Values that something may choke on.</summary>
    private static readonly string[] Extremes =
    [
        "NaN", "Infinity", "-Infinity", "\"NaN\"", "\"Infinity\"", "0", "-0", "-0.0", "-1", "1", "2", "0.1", "1e308", "-1e308", "1e-320", "1e999", "1e300", "1e-300", "4.9e-324", "1e17", "1e14",
        "2147483647", "2147483648", "-2147483648", "9223372036854775807", "9223372036854775808", "123456789012345678901234567890", "1.0000000000000000000000000000001",
        "null", "true", "false", "{}", "[]", "[null]", "[[]]", "[{}]", "[1e308,1e308,1e308]", "[-1]", "[0]",
        "\"\"", "\" \"", "\"\\u0000\"", "\"\\u001b[2J\\u0007\"", "\"\\u202e\\u2066\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\n::error::x\\r\\n##vso[task.complete]\"", "\"</script><!--\"", "\"|a|`b`|\"",
        "\"]]>\"", "\"##teamcity[x]\"", "\"A.B.C(\"", "\"(((((\"", "\"))))\"", "\"A.B.C(N: 1\"", "\".\"", "\"...\"", "\"A..B\"", "\"()\"", "\"[\"", "\"A [B] [C]\"", "\"*\"", "\"?*?*\"", "\"/../..\"", "\"C:\\\\\"",
        "\"HEAD\"", "\"--upload-pack=x\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999+00:00\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59-14:00\"", "\"2026-02-30\"", "\"0001-01-01\"",
        "\"9999-12-31\"", "\"1e9\"", "\"-5s\"", "\"99999999999h\"", "\"1.7976931348623157E+308s\"", "\"\\uFFFF\\uFEFF\"", "\"İıſK\"", "\"𝟘٣\"", "\"e\\u0301\\u0301\\u0301\"", "\"time\"", "\"allocated\"", "\"exact\"", "\"sampled\"", "\"higherIsBetter\"",
    ];

    /// <summary>A document with one spoilt place, or a few.</summary>
    /// <param name="document">A sound one: JSON, or lines of JSON.</param>
    /// <param name="random">What decides.</param>
    public static byte[] Of(string document, Random random)
    {
        var text = document;
        if (random.Next(10) < 8)
        {
            try
            {
                text = IsLines(document) ? InLines(document, random) : InTree(document, random);
            }
            catch (Exception e) when (e is System.Text.Json.JsonException or InvalidOperationException)
            {
                // What is no JSON, or no more, is spoilt in its bytes alone.
                return InBytes(Encoding.UTF8.GetBytes(document), random);
            }
        }

        var bytes = Encoding.UTF8.GetBytes(text.Length > MostLength ? document : text);
        return text == document || text.Length > MostLength || random.Next(10) < 2 ? InBytes(bytes, random) : bytes;
    }

    private static bool IsLines(string document) => document.IndexOf('\n', StringComparison.Ordinal) is > 0 and var end && document[..end].TrimEnd() is ['{', .., '}'];

    private static string InLines(string document, Random random)
    {
        var lines = document.Split('\n').ToList();
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(lines.Count);
            switch (random.Next(6))
            {
                case 0:
                    lines.RemoveAt(at);
                    break;
                case 1:
                    lines.Insert(at, lines[random.Next(lines.Count)]);
                    break;
                default:
                    lines[at] = lines[at].Length == 0 ? "" : InTree(lines[at], random);
                    break;
            }

            if (lines.Count == 0)
            {
                return "";
            }
        }

        return string.Join('\n', lines);
    }

    private static string InTree(string document, Random random)
    {
        var tree = JsonTree.Parse(document);
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            if (tree.Parents().ToList() is { Count: > 0 } parents)
            {
                Spoil(parents, parents[random.Next(parents.Count)].Children, random);
            }
        }

        return tree.ToString();
    }

    private static void Spoil(List<JsonTree> parents, List<(string Name, JsonTree Value)> children, Random random)
    {
        if (children.Count == 0)
        {
            return;
        }

        var at = random.Next(children.Count);
        var (name, value) = children[at];
        switch (random.Next(12))
        {
            case 0:
                children.RemoveAt(at);
                break;
            case 1:
                children.Insert(random.Next(children.Count), children[at]);
                break;
            case 2 when name.Length > 0:
                children[at] = (random.Next(2) == 0 ? Some(parents, random).Name is { Length: > 0 } other ? other : "\"x\"" : Text(random), value);
                break;
            case 3:
                // A copy, as a tree that holds itself has no end.
                children[at] = (name, JsonTree.Raw(Short(Some(parents, random).Value)));
                break;
            case 4:
                children[at] = (name, random.Next(2) == 0 ? JsonTree.Array([value]) : JsonTree.Object("\"x\"", value));
                break;
            case 5 when value.Text is { } text && double.TryParse(text, CultureInfo.InvariantCulture, out var number):
                children[at] = (name, JsonTree.Raw((number * Math.Pow(10, random.Next(-20, 21)) * (random.Next(4) == 0 ? -1 : 1)).ToString("R", CultureInfo.InvariantCulture)));
                break;
            case 6 when value.Text is ['"', .. var inside, '"']:
                children[at] = (name, JsonTree.Raw($"\"{inside[..random.Next(inside.Length + 1)]}{Text(random).Trim('"')}\""));
                break;
            case 7 when random.Next(8) == 0:
                children[at] = (name, JsonTree.Raw($"[{string.Join(',', Enumerable.Repeat(Short(value), random.Next(1, 3000)))}]"));
                break;
            case 8 when random.Next(8) == 0:
                children[at] = (name, JsonTree.Raw(Deep(random)));
                break;
            case 9 when random.Next(8) == 0:
                children[at] = (name, JsonTree.Raw($"\"{new string("aA.(,: é`|<"[random.Next(11)], random.Next(1, 70_000))}\""));
                break;
            default:
                children[at] = (name, JsonTree.Raw(Extremes[random.Next(Extremes.Length)]));
                break;
        }
    }

    private static (string Name, JsonTree Value) Some(List<JsonTree> parents, Random random) =>
        parents[random.Next(parents.Count)].Children is { Count: > 0 } children ? children[random.Next(children.Count)] : ("", JsonTree.Raw("null"));

    // Copies of copies grow without end; how large a file may be is tried elsewhere.
    private static string Short(JsonTree value) => value.ToString() is { Length: < MostCopied } text ? text : "0";

    private static string Text(Random random)
    {
        var texts = Extremes.Where(value => value.StartsWith('"')).ToArray();
        return texts[random.Next(texts.Length)];
    }

    private static string Deep(Random random)
    {
        var depth = random.Next(2) == 0 ? random.Next(1, 100) : random.Next(1, 20_000);
        return random.Next(2) == 0
            ? string.Concat(Enumerable.Repeat("[", depth)) + string.Concat(Enumerable.Repeat("]", depth))
            : string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + string.Concat(Enumerable.Repeat("}", depth));
    }

    private static byte[] InBytes(byte[] bytes, Random random)
    {
        var list = bytes.ToList();
        for (var times = random.Next(1, 6); times > 0 && list.Count > 0; times--)
        {
            var at = random.Next(list.Count);
            switch (random.Next(6))
            {
                case 0:
                    list[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    list.Insert(at, (byte)random.Next(256));
                    break;
                case 2:
                    list.RemoveRange(at, Math.Min(list.Count - at, random.Next(1, 20)));
                    break;
                case 3:
                    list.InsertRange(at, list.GetRange(at, random.Next(Math.Min(40, list.Count - at))));
                    break;
                case 4 when random.Next(3) == 0:
                    list.RemoveRange(at, list.Count - at);
                    break;
                default:
                    list[at] = "{}[]\",:0-e.\\\n"u8[random.Next(13)];
                    break;
            }
        }

        return [.. list];
    }
}
