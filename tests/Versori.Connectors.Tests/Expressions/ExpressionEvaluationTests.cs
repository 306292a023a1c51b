using Microsoft.Extensions.Time.Testing;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Tests.Expressions;

public class ExpressionEvaluationTests
{
    private static ExpressionValues Values() =>
        new ExpressionValues(
            new ExpressionContext(
                new FakeTimeProvider(new DateTimeOffset(2024, 2, 29, 12, 30, 45, 678, TimeSpan.Zero)),
                span => span.Fill(0xAB)))
            .Set("a", "A b")
                .Set("empty", "").Set("absent", null).Set("braces", "{a}{{}}").Set("slash", "x/y")
                .Set("quote", "\"\\\n")
            .SetSecret("key", new Secret("s3cr3t")).SetSecret("pin", null);

    [Theory]
    [InlineData("<{a}>", "<A b>")]
    [InlineData("{braces}", "{a}{{}}")]
    [InlineData("{empty ?? 'us'}", "us")]
    [InlineData("{absent ?? unknown ?? 'us'}", "us")]
    [InlineData("{a ?? 'us'}", "A b")]
    [InlineData("{absent ?? empty}", "")]
    [InlineData("{absent + a ?? 'us'}", "us")]
    [InlineData("{absent ?? a | upper}", "A B")]
    [InlineData("{a + \"-\" + a}", "A b-A b")]
    [InlineData("{a | lower | base64}", "YSBi")]
    [InlineData("{lower(a)}", "a b")]
    [InlineData("{' x ' | trim}", "x")]
    [InlineData("{slash | urlEncode}", "x%2Fy")]
    [InlineData("{quote | json}", "\"\\\"\\\\\\n\"")]
    [InlineData("{'\\n\\r\\t\\\\\\'' | hex}", "0a0d095c27")]
    [InlineData("{now}", "2024-02-29T12:30:45Z")]
    [InlineData("{now('unix')}", "1709209845")]
    [InlineData("{now('unixMs')}", "1709209845678")]
    [InlineData("{now('rfc1123')}", "Thu, 29 Feb 2024 12:30:45 GMT")]
    [InlineData("{now('yyyyMMdd')}", "20240229")]
    [InlineData("{uuid}", "abababab-abab-4bab-abab-abababababab")]
    [InlineData("{nonce()}", "abababababababababababababababab")]
    public void Expressions_are_evaluated(string text, string filled) =>
        Assert.Equal(filled, TextExpression.Parse(text).Evaluate(Values(), ValuePosition.Raw));

    [Theory]
    [InlineData("f", "{v}", "Zg==")]
    [InlineData("fo", "{v}", "Zm8=")]
    [InlineData("foobar", "{v}", "Zm9vYmFy")]
    [InlineData("f", "{u}", "Zg")]
    [InlineData("\u00fb\u00ff?", "{u}", "w7vDvz8")]
    [InlineData("fooba", "{h}", "666f6f6261")]
    public void Encodings_follow_RFC_4648(string value, string text, string encoded)
    {
        var expression = text switch { "{v}" => "{v | base64}", "{u}" => "{v | base64url}", _ => "{hex(v)}" };

        Assert.Equal(
            encoded, TextExpression.Parse(expression)
                .Evaluate(new ExpressionValues().Set("v", value), ValuePosition.Raw));
    }

    [Theory]
    // RFC 4231 §4.3, test case 2.
    [InlineData("hmacSha256", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")]
    [InlineData(
        "hmacSha512",
        "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d"
            + "4a6b4b636e070a38bce737")]
    // RFC 2202 §3, test case 2.
    [InlineData("hmacSha1", "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79")]
    public void Keyed_hashes_match_the_published_vectors(string function, string expected)
    {
        var values = new ExpressionValues()
            .SetSecret("key", new Secret("Jefe")).Set("data", "what do ya want for nothing?");

        Assert.Equal(expected, TextExpression.Parse($"{{data | {function}(key)}}").Evaluate(values, ValuePosition.Raw));
        Assert.Equal(
            Convert.ToBase64String(Convert.FromHexString(expected)),
            TextExpression.Parse($"{{{function}(data, key) | base64}}").Evaluate(values, ValuePosition.HeaderValue));
    }

    [Fact]
    public void The_bytes_of_a_hash_are_the_input_of_the_next_one()
    {
        // FIPS 180-4: SHA-256 of "abc", and SHA-256 of the 32 bytes of that hash.
        var values = new ExpressionValues().Set("v", "abc");

        Assert.Equal(
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            TextExpression.Parse("{v | sha256}").Evaluate(values, ValuePosition.Raw));
        Assert.Equal(
            "4f8b42c22dd3729b519ba6f68d2da7cc5b2d606d05daed5ad5128cc03e6c6358",
            TextExpression.Parse("{v | sha256 | sha256}").Evaluate(values, ValuePosition.Raw));
    }

    [Theory]
    [InlineData(ValuePosition.Raw, "a b/ü\"&", "a b/ü\"&")]
    [InlineData(ValuePosition.HeaderValue, "Bearer a.b/c=", "Bearer a.b/c=")]
    [InlineData(ValuePosition.PathSegment, "a b/ü?#%\\..", "a%20b%2F%C3%BC%3F%23%25%5C..")]
    [InlineData(ValuePosition.Query, "a b&c=d+e/ü😀~", "a%20b%26c%3Dd%2Be%2F%C3%BC%F0%9F%98%80~")]
    [InlineData(ValuePosition.Form, "a b&c=d+e", "a+b%26c%3Dd%2Be")]
    [InlineData(ValuePosition.JsonString, "a\"b\\c\n\u0001", "a\\\"b\\\\c\\n\\u0001")]
    [InlineData(ValuePosition.HostLabel, "my-shop_1", "my-shop_1")]
    [InlineData(ValuePosition.Host, "api.example.com", "api.example.com")]
    [InlineData(ValuePosition.Port, "8443", "8443")]
    public void A_value_is_encoded_for_its_position_and_the_surrounding_text_is_not(
        object position, string value, string encoded) =>
        Assert.Equal(
            $"<&/>{encoded}",
            TextExpression.Parse("<&/>{v}").Evaluate(new ExpressionValues().Set("v", value), (ValuePosition)position));

    [Theory]
    [InlineData(ValuePosition.HeaderValue, "a\r\nX-Evil: 1")]
    [InlineData(ValuePosition.HeaderValue, "a\0")]
    [InlineData(ValuePosition.HeaderValue, "a\t")]
    [InlineData(ValuePosition.HeaderValue, "ü")]
    [InlineData(ValuePosition.PathSegment, ".")]
    [InlineData(ValuePosition.PathSegment, "..")]
    [InlineData(ValuePosition.PathSegment, "")]
    [InlineData(ValuePosition.HostLabel, "a.b")]
    [InlineData(ValuePosition.HostLabel, "evil.com/")]
    [InlineData(ValuePosition.HostLabel, "a@b")]
    [InlineData(ValuePosition.HostLabel, "a%2eb")]
    [InlineData(ValuePosition.HostLabel, "bücher")]
    [InlineData(ValuePosition.Host, "a..b")]
    [InlineData(ValuePosition.Host, ".a")]
    [InlineData(ValuePosition.Host, "a:80")]
    [InlineData(ValuePosition.Port, "0")]
    [InlineData(ValuePosition.Port, "65536")]
    [InlineData(ValuePosition.Port, "٣")]
    public void A_value_that_would_leave_its_position_is_refused_by_name_and_never_shown(object position, string value)
    {
        var expression = TextExpression.Parse("{v}");
        var place = (ValuePosition)position;

        var input = Assert.Throws<ConnectorException>(
            () => expression.Evaluate(new ExpressionValues().Set("v", value), place));
        var secret = Assert.Throws<ConnectorException>(
            () => expression.Evaluate(new ExpressionValues().SetSecret("v", new Secret(value)), place));

        Assert.Equal((ConnectorErrorCode.InvalidInput, "v"), (input.Code, input.Error.Location));
        Assert.Equal((ConnectorErrorCode.InvalidCredential, "v"), (secret.Code, secret.Error.Location));
        if (value.Length > 2) Assert.DoesNotContain(value, input.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/.{v}/b", ".")]
    [InlineData("a/%2E{v}", ".")]
    [InlineData("{v}{v}/b", ".")]
    public void Dots_that_together_form_a_dot_segment_are_refused(string text, string value) =>
        Assert.Equal("v", Assert.Throws<ConnectorException>(
            () =>
                TextExpression.Parse(text)
                    .Evaluate(new ExpressionValues().Set("v", value), ValuePosition.PathSegment)).Error.Location);

    [Fact]
    public void An_empty_path_value_is_allowed_if_the_expression_declares_it() =>
        Assert.Equal("/v/", TextExpression.Parse("/v/{empty ?? ''}").Evaluate(Values(), ValuePosition.PathSegment));

    [Theory]
    [InlineData("{absent}", "absent", ConnectorErrorCode.InvalidInput)]
    [InlineData("{unknown | base64}", "unknown", ConnectorErrorCode.InvalidInput)]
    [InlineData("{a + pin}", "pin", ConnectorErrorCode.InvalidCredential)]
    [InlineData("{absent ?? pin}", "absent", ConnectorErrorCode.InvalidInput)]
    public void A_missing_value_is_named(string text, string name, ConnectorErrorCode code)
    {
        var error = Assert.Throws<ConnectorException>(
            () => TextExpression.Parse(text).Evaluate(Values(), ValuePosition.Raw)).Error;

        Assert.Equal((code, name), (error.Code, error.Location));
    }

    [Fact]
    public void The_error_names_the_invalid_one_of_several_values()
    {
        var values = new ExpressionValues().Set("fine", "x").Set("broken", "a\nb");

        var error = Assert.Throws<ConnectorException>(
            () => TextExpression.Parse("{fine + broken}").Evaluate(values, ValuePosition.HeaderValue)).Error;

        Assert.Equal("broken", error.Location);
    }

    [Fact]
    public void A_snapshot_of_the_context_has_constant_values()
    {
        var time = new FakeTimeProvider();
        var values = new ExpressionValues().WithContext(new ExpressionContext(time).Snapshot());
        var expression = TextExpression.Parse("{now('unixMs')}:{nonce}:{uuid}");

        var first = expression.Evaluate(values, ValuePosition.Raw);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(first, expression.Evaluate(values, ValuePosition.Raw));
        Assert.NotEqual(
            first, expression.Evaluate(new ExpressionValues(new ExpressionContext(time)), ValuePosition.Raw));
    }

    [Fact]
    public void Evaluation_allocates_little_more_than_its_result()
    {
        var expression = TextExpression.Parse("Bearer {token}");
        var values = new ExpressionValues().SetSecret("token", new Secret(new string('x', 100)));
        var length = expression.Evaluate(values, ValuePosition.HeaderValue).Length;

        // Many evaluations, so that allocations that the runtime makes once do not count.
        const int Times = 1000;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Times; i++) expression.Evaluate(values, ValuePosition.HeaderValue);
        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / Times;

        Assert.InRange(allocated, 0, 24 + (2 * (length + 1)) + 8);
    }

    [Fact]
    public void The_text_of_the_values_does_not_show_them()
    {
        var values = Values();
        values.TryGet("key", out var value);

        Assert.Equal("[redacted]", $"{value}");
        Assert.DoesNotContain("s3cr3t", $"{values}", StringComparison.Ordinal);
    }
}
