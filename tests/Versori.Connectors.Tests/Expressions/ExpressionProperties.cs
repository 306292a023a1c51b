using FsCheck;
using FsCheck.Fluent;
using Versori.Connectors.Expressions;
using Versori.Connectors.Tests.Fuzzing;

namespace Versori.Connectors.Tests.Expressions;

/// <summary>Properties that hold for any text.</summary>
public class ExpressionProperties
{
    private static readonly TextExpression Header = TextExpression.Parse("Bearer {v}");
    private static readonly TextExpression Segment = TextExpression.Parse("a/{v}/b");
    private static readonly TextExpression Query = TextExpression.Parse("v={v}");
    private static readonly UrlExpression Label = UrlExpression.Parse("https://{v}.example.com:8443/p?q=1");
    private static readonly UrlExpression PathUrl = UrlExpression.Parse("https://x.example.com/a/{v}/b?q=1");

    /// <summary>Text made of fragments of expressions and URLs, so that edge cases occur often.</summary>
    public static Arbitrary<string> Hostile() => Gen.Elements(
            "{", "}", "{{", "}}", "|", "??", "+", "(", ")", ",", "\"", "'", "\\", "a", "v", "base64", "now",
            "hmacSha256", "\r", "\n", "\0", " ",
            "/", ".", "..", "%", "%2e", "%2F", "@", ":", "?", "#", "&", "=", ";", "[", "]", "evil.com", "ü", "😀",
            "\u2028", "1", "-")
        .ListOf().Select(string.Concat).ToArbitrary();

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(500)]
    public bool Any_text_is_parsed_or_gives_an_error(string? text) => Parses(text ?? "");

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(3000, Arbitrary = [typeof(ExpressionProperties)])]
    public bool Hostile_text_is_parsed_or_gives_an_error(string text) => Parses(text);

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(1000, Arbitrary = [typeof(ExpressionProperties)])]
    public bool An_evaluated_header_is_one_line(string value) =>
        Fill(() => Header.Evaluate(With(value), ValuePosition.HeaderValue)) is not { } filled
        || (filled.All(character => !char.IsControl(character)) && filled == $"Bearer {value}");

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(1000, Arbitrary = [typeof(ExpressionProperties)])]
    public bool An_evaluated_segment_remains_one_segment(string value) =>
        Fill(() => Segment.Evaluate(With(value), ValuePosition.PathSegment)) is not { } filled
        || (filled.Split('/') is ["a", var segment, "b"] && Uri.UnescapeDataString(segment) == value);

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(1000, Arbitrary = [typeof(ExpressionProperties)])]
    public bool An_evaluated_segment_remains_one_segment_in_a_url(string value) =>
        Fill(() => PathUrl.Evaluate(With(value)).AbsoluteUri) is not { } url
        || (new Uri(url) is { Segments.Length: 4, Query: "?q=1", Fragment: "", Host: "x.example.com" });

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(1000, Arbitrary = [typeof(ExpressionProperties)])]
    public bool A_query_value_round_trips(string value) =>
        Query.Evaluate(With(value), ValuePosition.Query) is var filled
        && filled.IndexOfAny(['&', '#', '?', ' ']) < 0
        && Uri.UnescapeDataString(filled["v=".Length..]) == value;

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(1000, Arbitrary = [typeof(ExpressionProperties)])]
    public bool A_form_value_round_trips(string value) =>
        Uri.UnescapeDataString(
            Query.Evaluate(With(value), ValuePosition.Form)["v=".Length..].Replace('+', ' ')) == value;

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(3000, Arbitrary = [typeof(ExpressionProperties)])]
    public bool A_host_value_never_changes_the_origin(string value) => KeepsOrigin(value);

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(1000)]
    public bool No_character_changes_the_origin(NonEmptyString value) => KeepsOrigin(value.Get);

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(1000, Arbitrary = [typeof(ExpressionProperties)])]
    public bool Braces_in_values_are_not_evaluated(string value) =>
        TextExpression.Parse("<{v}>")
            .Evaluate(With($"{{w}}{value}{{v}}").Set("w", "EXPANDED"), ValuePosition.Raw) == $"<{{w}}{value}{{v}}>";

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(1000, Arbitrary = [typeof(ExpressionProperties)])]
    public bool A_value_that_is_a_whole_url_has_an_unambiguous_host(string value) =>
        Fill(
            () =>
                UrlExpression.Parse("{v}/x").Evaluate(With($"https://good.example/{value}")).AbsoluteUri) is not { } url
        || new Uri(url) is { Host: "good.example", Query: "", Fragment: "", UserInfo: "" };

    private static bool KeepsOrigin(string value) =>
        Fill(() => Label.Evaluate(With(value)).AbsoluteUri) is not { } text
        || (new Uri(text) is { Port: 8443, UserInfo: "", Scheme: "https", PathAndQuery: "/p?q=1" } url
            && url.Host.EndsWith(".example.com", StringComparison.Ordinal)
            && url.Host.Count(character => character == '.') == 2);

    private static bool Parses(string text)
    {
        if (!TextExpression.TryParse(text, out var expression, out var error))
            return error.Column >= 1 && error.Column <= text.Length + 1;
        if (!UrlExpression.TryParse(text, out _, out var problem) && problem.Column < 1) return false;
        var values = new ExpressionValues().Set("a", "1").Set("v", "{a}");
        return Fill(() => expression.Evaluate(values, ValuePosition.Raw)) is not null || expression.Names.Count > 0;
    }

    private static ExpressionValues With(string value) => new ExpressionValues().Set("v", value);

    // Only the typed error is an allowed failure.
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
