using System.Text;
using System.Text.Json;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Tests;

public class YamlTests
{
    [Theory]
    [InlineData("200", "200")]
    [InlineData("+1", "1")]
    [InlineData("-007", "-7")]
    [InlineData("0x1F", "31")]
    [InlineData("0o17", "15")]
    [InlineData(".5", "0.5")]
    [InlineData("1.", "1")]
    [InlineData("1e3", "1e3")]
    [InlineData("True", "true")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("on", "\"on\"")]
    [InlineData("2026-01-01", "\"2026-01-01\"")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData(".inf", "\".inf\"")]
    [InlineData("-", null)]
    [InlineData("'3.0'", "\"3.0\"")]
    [InlineData("\"true\"", "\"true\"")]
    [InlineData("!!str 12", "\"12\"")]
    public void Only_plain_scalars_of_the_core_schema_are_typed(string yaml, string? json)
    {
        if (json is not null) Assert.Equal(json, Read("a: " + yaml).GetProperty("a").GetRawText());
    }

    [Fact]
    public void Anchors_and_merge_keys_are_resolved_and_explicit_keys_override_them()
    {
        var root = Read(
            "base: &b { x: 1, y: 2 }\nother: &o { y: 3, z: 4 }\none: { <<: *b, x: 9 }\nboth: { <<: [*b, *o] }\nsame: "
                + "*b");

        Assert.Equal("""{"x":9,"y":2}""", Compact(root.GetProperty("one")));
        Assert.Equal("""{"x":1,"y":2,"z":4}""", Compact(root.GetProperty("both")));
        Assert.Equal("""{"x":1,"y":2}""", Compact(root.GetProperty("same")));
    }

    [Fact]
    public void A_block_scalar_can_begin_with_a_line_of_spaces() =>
        Assert.Equal(
            "\ntext\n", Read("a:\n  b: |\n        \n    text\n  c: d").GetProperty("a").GetProperty("b").GetString());

    [Fact]
    public void Lines_of_the_json_match_those_of_the_yaml()
    {
        var document = DocumentParser.Parse(
            Encoding.UTF8.GetBytes("a:\n  # why\n\n  b: 1\n  c:\n    - x\n    - y\n"), 1000, new(default));
        var lines = new LineFinder();
        foreach (var pointer in (string[])["/a", "/a/b", "/a/c", "/a/c/1", "/a/none"]) lines.Add(pointer);
        lines.Run(document.Json.Span);

        Assert.Equal([1, 4, 5, 7, 1], ((string[])["/a", "/a/b", "/a/c", "/a/c/1", "/a/none"]).Select(lines.Line));
    }

    private static JsonElement Read(string yaml) =>
        DocumentParser.Parse(Encoding.UTF8.GetBytes(yaml), 10_000, new(default)).Root;

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);
}
