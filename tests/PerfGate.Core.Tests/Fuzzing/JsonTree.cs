using System.Text;
using System.Text.Json;

namespace PerfGate.Core.Tests.Fuzzing;

/// <summary>A JSON document that may be spoilt: names may come twice, and a value may be any text, also one that is no JSON.</summary>
internal sealed class JsonTree
{
    private char _kind;
    private string _text = "";

    /// <summary>What is inside; of an array, names are empty.</summary>
    public List<(string Name, JsonTree Value)> Children { get; } = [];

    /// <summary>The value's own text; null for what has children.</summary>
    public string? Text => _kind is '{' or '[' ? null : _text;

    public static JsonTree Parse(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 1000 });
        return Of(document.RootElement);
    }

    /// <summary>A value that is written as it is.</summary>
    public static JsonTree Raw(string text) => new() { _text = text };

    public static JsonTree Array(IEnumerable<JsonTree> values)
    {
        var tree = new JsonTree { _kind = '[' };
        tree.Children.AddRange(values.Select(value => ("", value)));
        return tree;
    }

    public static JsonTree Object(string name, JsonTree value)
    {
        var tree = new JsonTree { _kind = '{' };
        tree.Children.Add((name, value));
        return tree;
    }

    /// <summary>Each thing that has something inside, this one first.</summary>
    public IEnumerable<JsonTree> Parents() => Children.Count == 0 ? [] : Children.SelectMany(child => child.Value.Parents()).Prepend(this);

    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    private static JsonTree Of(JsonElement element)
    {
        var tree = new JsonTree { _kind = element.ValueKind switch { JsonValueKind.Object => '{', JsonValueKind.Array => '[', _ => ' ' } };
        switch (tree._kind)
        {
            case '{':
                tree.Children.AddRange(element.EnumerateObject().Select(property => (JsonSerializer.Serialize(property.Name), Of(property.Value))));
                break;
            case '[':
                tree.Children.AddRange(element.EnumerateArray().Select(value => ("", Of(value))));
                break;
            default:
                tree._text = element.GetRawText();
                break;
        }

        return tree;
    }

    private void Write(StringBuilder text)
    {
        if (Text is { } own)
        {
            text.Append(own);
            return;
        }

        text.Append(_kind);
        foreach (var (i, (name, value)) in Children.Index())
        {
            text.Append(i == 0 ? "" : ",").Append(name).Append(_kind == '{' ? ":" : "");
            value.Write(text);
        }

        text.Append(_kind == '{' ? '}' : ']');
    }
}
