using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Reports.Reading;

/// <summary>JUnit's XML as Jenkins and GitLab read it.</summary>
internal static class JUnit
{
    /// <summary>The tests of a report that is valid by Jenkins' schema.</summary>
    public static IReadOnlyList<XElement> Read(string text)
    {
        var schemas = new XmlSchemaSet();
        schemas.Add(null, Repository.Data("schemas/junit-10.xsd"));
        var document = XDocument.Parse(text);
        document.Validate(schemas, (_, e) => throw new XmlException(e.Message));
        var suite = document.Root!.Element("testsuite")!;
        List<XElement> tests = [.. suite.Elements("testcase")];
        // GitLab drops a test of the same name.
        Assert.Equal(tests.Count, tests.Select(test => (string)test.Attribute("name")!).Distinct().Count());
        Assert.Equal($"{tests.Count}", (string)suite.Attribute("tests")!);
        foreach (var (attribute, element) in new[] { ("failures", "failure"), ("errors", "error"), ("skipped", "skipped") })
        {
            Assert.Equal($"{tests.Count(test => test.Element(element) is not null)}", (string)suite.Attribute(attribute)!);
        }

        return tests;
    }
}
