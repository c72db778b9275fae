using System.Globalization;
using System.Text;
using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Inspection;

/// <summary>A graph as text that others draw.</summary>
internal static class Drawing
{
    /// <summary>For Markdown: https://mermaid.js.org/syntax/flowchart.html</summary>
    public static string Mermaid(NodeGraph graph)
    {
        var text = new StringBuilder("flowchart TD\n");
        for (int i = 0; i < graph.Length; i++)
        {
            bool isOutput = graph.Outputs.Contains(i);
            text.Append(CultureInfo.InvariantCulture, $"  n{i}{(isOutput ? "([\"" : "[\"")}{NodeLabel.Of(graph[i])}{(isOutput ? "\"])" : "\"]")}\n");
        }

        return Edges(text, graph, "-->").ToString();
    }

    /// <summary>For Graphviz: https://graphviz.org/doc/info/lang.html</summary>
    public static string Dot(NodeGraph graph)
    {
        var text = new StringBuilder("digraph {\n");
        for (int i = 0; i < graph.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  n{i} [label=\"{NodeLabel.Of(graph[i])}\"{(graph.Outputs.Contains(i) ? ", peripheries=2" : "")}];\n");
        }

        return Edges(text, graph, "->").Append("}\n").ToString();
    }

    private static StringBuilder Edges(StringBuilder text, NodeGraph graph, string arrow)
    {
        for (int i = 0; i < graph.Length; i++)
        {
            for (int k = 0; k < graph[i].Operands; k++)
            {
                if (graph[i].Operand(k) is >= 0 and int operand)
                {
                    text.Append(CultureInfo.InvariantCulture, $"  n{operand} {arrow} n{i}\n");
                }
            }
        }

        return text;
    }
}
