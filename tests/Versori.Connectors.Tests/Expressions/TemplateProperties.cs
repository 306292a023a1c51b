using FsCheck;
using FsCheck.Fluent;
using Versori.Connectors.Expressions;
using Versori.Connectors.Tests.Fuzzing;

namespace Versori.Connectors.Tests.Expressions;

/// <summary>What holds for any text whatever.</summary>
public class TemplateProperties
{
    private static readonly TextTemplate Header = TextTemplate.Parse("Bearer {v}");
    private static readonly TextTemplate Segment = TextTemplate.Parse("a/{v}/b");
    private static readonly TextTemplate Query = TextTemplate.Parse("v={v}");
    private static readonly UrlTemplate Label = UrlTemplate.Parse("https://{v}.example.com:8443/p?q=1");
    private static readonly UrlTemplate PathUrl = UrlTemplate.Parse("https://x.example.com/a/{v}/b?q=1");

    /// <summary>Text made of what templates and URLs are made of, so that the corners are met often.</summary>
    public static Arbitrary<string> Hostile() => Gen.Elements(
            "{", "}", "{{", "}}", "|", "??", "+", "(", ")", ",", "\"", "'", "\\", "a", "v", "base64", "now",
            "hmacSha256", "\r", "\n", "\0", " ",
            "/", ".", "..", "%", "%2e", "%2F", "@", ":", "?", "#", "&", "=", ";", "[", "]", "evil.com", "ü", "😀",
            "\u2028", "1", "-")
        .ListOf().Select(string.Concat).ToArbitrary();

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(500)]
    public bool No_text_breaks_the_parser(string? text) => Parses(text ?? "");

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(3000, Arbitrary = [typeof(TemplateProperties)])]
    public bool No_hostile_text_breaks_the_parser(string text) => Parses(text);

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(1000, Arbitrary = [typeof(TemplateProperties)])]
    public bool A_filled_header_is_one_line(string value) =>
        Fill(() => Header.Fill(With(value), TemplatePosition.HeaderValue)) is not { } filled
        || (filled.All(character => !char.IsControl(character)) && filled == $"Bearer {value}");

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(1000, Arbitrary = [typeof(TemplateProperties)])]
    public bool A_filled_segment_stays_one_segment(string value) =>
        Fill(() => Segment.Fill(With(value), TemplatePosition.PathSegment)) is not { } filled
        || (filled.Split('/') is ["a", var segment, "b"] && Uri.UnescapeDataString(segment) == value);

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(1000, Arbitrary = [typeof(TemplateProperties)])]
    public bool A_filled_segment_stays_one_segment_in_a_url(string value) =>
        Fill(() => PathUrl.Fill(With(value)).AbsoluteUri) is not { } url
        || (new Uri(url) is { Segments.Length: 4, Query: "?q=1", Fragment: "", Host: "x.example.com" });

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(1000, Arbitrary = [typeof(TemplateProperties)])]
    public bool A_query_value_round_trips(string value) =>
        Query.Fill(With(value), TemplatePosition.Query) is var filled
        && filled.IndexOfAny(['&', '#', '?', ' ']) < 0
        && Uri.UnescapeDataString(filled["v=".Length..]) == value;

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(1000, Arbitrary = [typeof(TemplateProperties)])]
    public bool A_form_value_round_trips(string value) =>
        Uri.UnescapeDataString(
            Query.Fill(With(value), TemplatePosition.Form)["v=".Length..].Replace('+', ' ')) == value;

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(3000, Arbitrary = [typeof(TemplateProperties)])]
    public bool A_host_value_never_changes_the_origin(string value) => KeepsOrigin(value);

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(1000)]
    public bool No_character_at_all_changes_the_origin(NonEmptyString value) => KeepsOrigin(value.Get);

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(1000, Arbitrary = [typeof(TemplateProperties)])]
    public bool Braces_in_values_are_inert(string value) =>
        TextTemplate.Parse("<{v}>")
            .Fill(With($"{{w}}{value}{{v}}").Set("w", "EXPANDED"), TemplatePosition.Raw) == $"<{{w}}{value}{{v}}>";

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(1000, Arbitrary = [typeof(TemplateProperties)])]
    public bool A_whole_url_value_says_its_host_plainly(string value) =>
        Fill(() => UrlTemplate.Parse("{v}/x").Fill(With($"https://good.example/{value}")).AbsoluteUri) is not { } url
        || new Uri(url) is { Host: "good.example", Query: "", Fragment: "", UserInfo: "" };

    private static bool KeepsOrigin(string value) =>
        Fill(() => Label.Fill(With(value)).AbsoluteUri) is not { } text
        || (new Uri(text) is { Port: 8443, UserInfo: "", Scheme: "https", PathAndQuery: "/p?q=1" } url
            && url.Host.EndsWith(".example.com", StringComparison.Ordinal)
            && url.Host.Count(character => character == '.') == 2);

    private static bool Parses(string text)
    {
        if (!TextTemplate.TryParse(text, out var template, out var error))
            return error.Column >= 1 && error.Column <= text.Length + 1;
        if (!UrlTemplate.TryParse(text, out _, out var problem) && problem.Column < 1) return false;
        return Fill(
            () => template.Fill(new TemplateValues().Set("a", "1").Set("v", "{a}"), TemplatePosition.Raw)) is not null
            || template.Names.Count > 0;
    }

    private static TemplateValues With(string value) => new TemplateValues().Set("v", value);

    // The only failure allowed is the typed one.
    private static string? Fill(Func<string> fill)
    {
        try
        {
            return fill();
        }
        catch (ConnectorException exception)
        {
            Assert.NotEmpty(exception.Errors);
            return null;
        }
    }
}
