using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PerfGate.MSBuild.Tests.Package;

public class Contents(Packages packages)
{
    private static readonly string[] Expected =
    [
        "LICENSE",
        "PerfGate.MSBuild.nuspec",
        "THIRD-PARTY-NOTICES.md",
        "build/PerfGate.MSBuild.props",
        "build/PerfGate.MSBuild.targets",
        "buildMultiTargeting/PerfGate.MSBuild.props",
        "buildMultiTargeting/PerfGate.MSBuild.targets",
        "docs/diagnostics.md",
        "icon.png",
        "msbuild.md",
        "perfgate-results.schema.json",
        "perfgate.schema.json",
        "tasks/netstandard2.0/PerfGate.MSBuild.dll",
    ];

    [Fact]
    public void The_package_holds_the_task_its_targets_and_the_published_tool_and_nothing_else()
    {
        using var package = ZipFile.OpenRead(packages.ForBuilds);
        var entries = package.Entries.Select(entry => entry.FullName).Where(name => !Regex.IsMatch(name, @"^(_rels|package)/|^\[Content_Types\]")).ToList();
        var tool = entries.Where(name => name.StartsWith("tools/net10.0/any/", StringComparison.Ordinal)).ToList();

        Assert.Equal(Expected.Order(StringComparer.Ordinal), entries.Except(tool).Order(StringComparer.Ordinal));
        Assert.Contains("tools/net10.0/any/dotnet-perfgate.dll", tool);
        Assert.Contains("tools/net10.0/any/dotnet-perfgate.runtimeconfig.json", tool);
        Assert.Contains("tools/net10.0/any/Harness.targets", tool);
        Assert.Contains("tools/net10.0/any/BuildInputs.targets", tool);
        Assert.All(tool.Where(name => !name.EndsWith(".targets", StringComparison.Ordinal)), name => Assert.Matches(@"\.(dll|json|so|dylib)$", name));
        Assert.DoesNotContain(entries, name => Regex.IsMatch(name, @"BenchmarkDotNet|torch|Microsoft\.Build", RegexOptions.IgnoreCase));
        Assert.InRange(new FileInfo(packages.ForBuilds).Length, 1, 25 * 1024 * 1024);
    }

    [Fact]
    public void The_package_is_for_development_and_depends_on_nothing()
    {
        using var package = ZipFile.OpenRead(packages.ForBuilds);
        using var stream = package.GetEntry("PerfGate.MSBuild.nuspec")!.Open();
        var metadata = XDocument.Load(stream).Root!.Elements().Single();
        var names = metadata.Elements().Select(element => element.Name.LocalName).ToList();

        Assert.Equal("true", metadata.Elements().Single(element => element.Name.LocalName == "developmentDependency").Value);
        Assert.DoesNotContain("dependencies", names);
        Assert.DoesNotContain("frameworkAssemblies", names);
    }

    [Fact]
    public void Both_packages_bring_what_a_feed_shows_and_the_licences_of_what_is_inside()
    {
        foreach (var path in (string[])[packages.ForBuilds, packages.ForTool])
        {
            using var package = ZipFile.OpenRead(path);
            var metadata = XDocument.Load(package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open()).Root!.Elements().Single();
            string Value(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;

            Assert.Equal((packages.Version, "MIT", "icon.png"), (Value("version"), Value("license"), Value("icon")));
            Assert.All((string[])[Value("icon"), Value("readme"), "LICENSE", "THIRD-PARTY-NOTICES.md"], name => Assert.NotNull(package.GetEntry(name)));
            Assert.Matches("^[0-9a-f]{40}$", (string)metadata.Elements().Single(element => element.Name.LocalName == "repository").Attribute("commit")!);
            using var reader = new StreamReader(package.GetEntry("THIRD-PARTY-NOTICES.md")!.Open());
            var notices = reader.ReadToEnd();
            Assert.All(
                package.Entries.Select(entry => Path.GetFileNameWithoutExtension(entry.Name)).Where((name, i) => package.Entries[i].Name.EndsWith(".dll", StringComparison.Ordinal) && !name.Contains("perfgate", StringComparison.OrdinalIgnoreCase)),
                library => Assert.Contains(library, notices, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("dotnet-perfgate.dll")]
    [InlineData("PerfGate.Core.dll")]
    [InlineData("PerfGate.MSBuild.dll")]
    public void Assemblies_are_reproducible_and_bring_their_symbols(string assembly)
    {
        using var package = ZipFile.OpenRead(packages.ForBuilds);
        using var bytes = new MemoryStream();
        package.Entries.Single(entry => entry.Name == assembly).Open().CopyTo(bytes);
        bytes.Position = 0;
        using var image = new PEReader(bytes);

        var debug = image.ReadDebugDirectory().Select(entry => entry.Type).ToList();
        Assert.Contains(DebugDirectoryEntryType.EmbeddedPortablePdb, debug);
        Assert.Contains(DebugDirectoryEntryType.Reproducible, debug);
    }

    [Fact]
    public void The_targets_know_every_code_there_is()
    {
        var codes = File.ReadAllText(Repository.File("tool/PerfGate.Core/Diagnostics/DiagnosticCode.cs"));
        var known = File.ReadAllText(Repository.File("tasks/PerfGate.MSBuild/build/PerfGate.MSBuild.props"));

        Assert.Equal(
            Regex.Matches(codes, @"^    (PG\d{4})", RegexOptions.Multiline).Select(m => m.Groups[1].Value),
            Regex.Matches(known, @"PG\d{4}").Select(m => m.Value));
    }
}
