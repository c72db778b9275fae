using CsCheck;
using PerfGate.Model;

namespace PerfGate.Core.Tests.Results;

public class BenchmarkIdTests
{
    private static readonly Gen<string> Name = Gen.String[Gen.Char["abcXYZ_"], 1, 8];
    private static readonly Gen<string> TypeName = Gen.Select(Name, Name, (n, a) => n.Length % 2 == 0 ? n : $"{n}<Sys.{a}, Int32[]>");
    private static readonly Gen<string> Anything = Gen.OneOf(Gen.Const(""), Gen.String[Gen.Char["aB1 .,:\"()[]="], 1, 12].Select(t => $"N: {t}"));

    [Theory]
    [InlineData("Ns.Sub.Type.Method", "Ns.Sub", "Type", "Method", "", "")]
    [InlineData("Type.Method", "", "Type", "Method", "", "")]
    [InlineData("Work.Spin(Variant: \"v00a\")", "", "Work", "Spin", "Variant: \"v00a\"", "")]
    [InlineData("Ns.Type<System.Int32>.Method(N: 1.5, Path: \"a.b(c)\")", "Ns", "Type<System.Int32>", "Method", "N: 1.5, Path: \"a.b(c)\"", "")]
    [InlineData("Ns.Outer+Inner.Method [.NET 10.0]", "Ns", "Outer+Inner", "Method", "", ".NET 10.0")]
    [InlineData("Ns.Type.Method(text: \"x) [y\") [Server]", "Ns", "Type", "Method", "text: \"x) [y\"", "Server")]
    [InlineData("Ns.Type.Method [Env: Variables=A(1)]", "Ns", "Type", "Method", "", "Env: Variables=A(1)")]
    [InlineData("Ns.Type.Method(Kind: \"[x]\") [Server: Runtime=.NET 8.0]", "Ns", "Type", "Method", "Kind: \"[x]\"", "Server: Runtime=.NET 8.0")]
    public void A_full_name_is_taken_apart(string text, string ns, string type, string method, string parameters, string job)
    {
        var id = BenchmarkId.Parse(text);

        Assert.Equal((ns, type, method, parameters, job), (id.Namespace, id.Type, id.Method, id.Parameters, id.Job));
        Assert.Equal(text, id.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("JustAName")]
    [InlineData(".Method")]
    [InlineData("Type.")]
    public void What_holds_no_type_and_method_is_no_full_name_of_BenchmarkDotNets(string text) => Assert.False(BenchmarkId.TryParse(text, out _));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void What_is_blank_is_no_name(string text) => Assert.Throws<FormatException>(() => BenchmarkId.Parse(text));

    [Theory]
    [InlineData("startup")]
    [InlineData("load test: p99")]
    [InlineData("load test: p99.9")]
    [InlineData("GET /api/v1.0/users.json")]
    [InlineData("./bench.sh --size 1.5")]
    [InlineData("sleep 0.01 (t: 0.01)")]
    [InlineData(".Method")]
    [InlineData("Type.")]
    [InlineData("Type.Method() []")]
    public void A_plain_name_is_kept_as_it_stands(string text)
    {
        var id = BenchmarkId.Parse(text);

        Assert.True(id.IsPlain);
        Assert.Equal([text, text, text, text], [id.ToString(), id.FullName, id.ShortName, id.MethodName]);
    }

    [Fact]
    public void Every_text_is_the_identity_that_comes_out_again() =>
        Gen.String[Gen.Char["aB1 .,:/\"()[]<>=+`é"], 1, 20].Where(text => !string.IsNullOrWhiteSpace(text)).Sample(text => BenchmarkId.Parse(text).ToString() == text);

    [Fact]
    public void Nothing_of_an_identity_is_lost_on_the_way_through_its_text() =>
        Gen.Select(Name, TypeName, Name, Anything, Gen.OneOf(Gen.Const(""), Name))
            .Select(p => new BenchmarkId(p.Item1, p.Item2, p.Item3, p.Item4, p.Item5))
            .Sample(id => BenchmarkId.Parse(id.ToString()) is var back
                && (back.Namespace, back.Type, back.Method, back.Parameters, back.Job) == (id.Namespace, id.Type, id.Method, id.Parameters, id.Job));
}
