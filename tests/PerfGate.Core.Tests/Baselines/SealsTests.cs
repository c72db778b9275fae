using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PerfGate.Baselines;
using PerfGate.Calibrating;
using PerfGate.Core.Tests.Calibrating;
using PerfGate.Diagnostics;

namespace PerfGate.Core.Tests.Baselines;

public class SealsTests
{
    private static readonly Seals Key = Seals.With("0123456789abcdef"u8);
    private static readonly Seals OtherKey = Seals.With("0123456789abcdeF"u8);

    private static readonly Baseline Stored = new([Make.RunAt(1, Make.Time("A", 100, 101.5)), Make.AnchorAt(2, Make.Time("A", 102), Make.Allocated("A(N: \"é<>\")", 1e17))]);

    private static readonly string Text = MeasurementsWriter.Write(Stored);
    private static readonly string Signed = MeasurementsWriter.Write(Stored, Key);

    [Fact]
    public void Each_session_has_its_checksum()
    {
        Assert.Equal(2, JsonNode.Parse(Text)!["sessions"]!.AsArray().Select(session => (string)session!["checksum"]!).Distinct().Count(checksum => checksum.StartsWith("sha256:", StringComparison.Ordinal)));
        Assert.All(Seals.Unsigned.Of(Encoding.UTF8.GetBytes(Text)), session => Assert.Equal(SealState.Sound, session.State));
        Assert.DoesNotContain("signature", Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("101.5", "99.5")]
    [InlineData("\"01abcdef\"", "\"HEAD\"")]
    [InlineData("\"anchor\": \"v1\"", "\"anchor\": \"v2\"")]
    [InlineData("\"dirty\": false", "\"dirty\": true")]
    [InlineData("Test CPU", "Other CPU")]
    [InlineData("2026-01-01", "2026-01-03")]
    [InlineData("\"checksum\": \"sha256:", "\"checksum\": \"sha256:0")]
    [InlineData("\"suite\": \"suite\"", "\"suite\": \"other\"")]
    [InlineData("\"tool\": \"1.0\",", "\"tool\": \"1.0\", \"more\": 1,")]
    public void A_changed_session_is_refused_by_name(string before, string after)
    {
        Assert.Contains(before, Text, StringComparison.Ordinal);

        var refused = Refuses(DiagnosticCode.PG3022, Text.Replace(before, after, StringComparison.Ordinal), null);

        Assert.Contains("baseline seal", refused.Remedy, StringComparison.Ordinal);
        Assert.StartsWith("the checksum of the session of suite '", refused.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checksum_that_is_no_text_is_refused() =>
        Refuses(DiagnosticCode.PG3022, Edited(Text, session => session["checksum"] = null), null);

    [Fact]
    public void How_it_is_laid_out_does_not_count()
    {
        var json = JsonNode.Parse(Text)!;
        foreach (var session in json["sessions"]!.AsArray().OfType<JsonObject>())
        {
            foreach (var (name, value) in session.Reverse().ToList())
            {
                session.Remove(name);
                session[name] = value;
            }
        }

        _ = Read(json.ToJsonString(), null);
        _ = Read("\uFEFF" + Text.ReplaceLineEndings("\r\n"), null);
        _ = Read(Text.Replace("101.5", "1.015E+2", StringComparison.Ordinal), null);
    }

    [Fact]
    public void A_merge_that_keeps_the_sessions_of_both_sides_keeps_their_seals()
    {
        var (ours, theirs) = (JsonNode.Parse(Text)!, JsonNode.Parse(MeasurementsWriter.Write(new Baseline([Make.RunAt(9, Make.Time("B", 1))])))!);
        ours["sessions"]!.AsArray().Add(theirs["sessions"]![0]!.DeepClone());

        Assert.Equal(3, Read(ours.ToJsonString(), null).Sessions.Length);
    }

    [Fact]
    public void What_has_no_checksum_is_read_as_before()
    {
        var old = Edited(Text, session => session.Remove("checksum"));

        Assert.Equal(2, Read(old, null).Sessions.Length);
        Assert.Equal(Text, MeasurementsWriter.Write(Read(old, null)));
        Assert.Equal([SealState.None, SealState.None], Seals.Unsigned.Of(Encoding.UTF8.GetBytes(old)).Select(session => session.State));
    }

    [Fact]
    public void With_a_key_only_what_it_signed_is_read()
    {
        Assert.Equal(2, Read(Signed, Key).Sessions.Length);
        Assert.Equal(2, Read(Signed, null).Sessions.Length);
        Refuses(DiagnosticCode.PG3023, Text, Key);
        Refuses(DiagnosticCode.PG3023, Signed, OtherKey);
        Refuses(DiagnosticCode.PG3023, Edited(Text, session => session.Remove("checksum")), Key);
    }

    [Fact]
    public void A_checksum_that_was_made_anew_is_no_signature()
    {
        var forged = Edited(Signed, session =>
        {
            session["commit"] = "0000abcd";
            session["checksum"] = Seals.ChecksumOf(JsonSerializer.SerializeToElement(session));
        });

        Assert.Equal(2, Read(forged, null).Sessions.Length);
        Refuses(DiagnosticCode.PG3023, forged, Key);
    }

    [Fact]
    public void A_signature_is_of_its_session_alone() => Refuses(DiagnosticCode.PG3023, Edited(Signed, session => session["signature"] = (string)JsonNode.Parse(Signed)!["sessions"]![1]!["signature"]!), Key);

    [Fact]
    public void A_calibration_has_the_same()
    {
        var edited = CalibrationFileTests.Text.Replace("123.456", "23.456", StringComparison.Ordinal);

        Assert.Equal(DiagnosticCode.PG3022, Assert.Throws<PerfGateException>(() => CalibrationReader.Read("file", Encoding.UTF8.GetBytes(edited))).Diagnostic.Code);
        Assert.Equal(DiagnosticCode.PG3023, Assert.Throws<PerfGateException>(() => CalibrationReader.Read("file", Encoding.UTF8.GetBytes(CalibrationFileTests.Text), Key)).Diagnostic.Code);
        _ = CalibrationReader.Read("file", Encoding.UTF8.GetBytes(CalibrationWriter.Write(CalibrationReader.Read("file", Encoding.UTF8.GetBytes(edited), Seals.Unsigned.Ignoring), Key)), Key);
    }

    private static string Edited(string text, Action<JsonObject> edit)
    {
        var json = JsonNode.Parse(text)!;
        foreach (var session in json["sessions"]!.AsArray().OfType<JsonObject>())
        {
            edit(session);
        }

        return json.ToJsonString();
    }

    private static Baseline Read(string text, Seals? seals) => MeasurementsReader.Read("file", Encoding.UTF8.GetBytes(text), seals);

    private static Diagnostic Refuses(DiagnosticCode code, string text, Seals? seals)
    {
        var diagnostic = Assert.Throws<PerfGateException>(() => Read(text, seals)).Diagnostic;
        Assert.Equal(code, diagnostic.Code);
        return diagnostic;
    }
}
