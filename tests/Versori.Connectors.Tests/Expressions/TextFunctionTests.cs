using Microsoft.Extensions.Time.Testing;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Tests.Expressions;

public class TextFunctionTests
{
    private static readonly FakeTimeProvider Time = new(new DateTimeOffset(2026, 2, 27, 22, 0, 0, TimeSpan.Zero));

    private static ExpressionValues Values() =>
        new ExpressionValues(new ExpressionContext(Time))
            .Set("key", "id-1:se:cret").Set("account", "1234_SB1").Set("plain", "x");

    [Theory]
    [InlineData("{key | before(\":\")}", "id-1")]
    [InlineData("{key | after(\":\")}", "se:cret")]
    [InlineData("{plain | before(\":\")}", "x")]
    [InlineData("{(plain | after(\":\")) ?? 'none'}", "none")]
    [InlineData("{plain | before(\"\")}", "x")]
    [InlineData("{account | lower | replace(\"_\", \"-\")}", "1234-sb1")]
    [InlineData("{key | substring(\"0\", \"4\")}", "id-1")]
    [InlineData("{key | substring(\"5\")}", "se:cret")]
    [InlineData("{key | substring(\"-4\")}", "cret")]
    [InlineData("{key | substring(\"-4\", \"2\")}", "cr")]
    [InlineData("{(key | substring(\"99\", \"2\")) ?? 'none'}", "none")]
    [InlineData("{plain | substring(\"0\", \"9\")}", "x")]
    [InlineData("{key | item(\":\", \"1\")}", "se")]
    [InlineData("{key | item(\":\", \"-1\")}", "cret")]
    [InlineData("{(key | item(\":\", \"3\")) ?? 'none'}", "none")]
    [InlineData("{now(\"yyyy-MM-dd\")}", "2026-02-27")]
    [InlineData("{now(\"yyyy-MM-dd\", \"P7D\")}", "2026-03-06")]
    [InlineData("{now(\"unix\", \"-PT5M\")}", "1772229300")]
    public void Functions_split_text_and_shift_time(string expression, string expected) =>
        Assert.Equal(expected, TextExpression.Parse(expression).Evaluate(Values(), ValuePosition.Raw));

    [Theory]
    [InlineData("{now(\"unix\", \"7 days\")}", "duration")]
    [InlineData("{now(\"unix\", \"P99999D\")}", "duration")]
    [InlineData("{now(\"unix\", plain)}", "duration")]
    [InlineData("{now(plain)}", "quoted string")]
    [InlineData("{plain | replace(\"a\")}", "replace")]
    [InlineData("{plain | substring}", "substring")]
    [InlineData("{plain | item(\":\")}", "item")]
    public void An_error_in_an_expression_is_reported_when_it_is_parsed(string expression, string part)
    {
        Assert.False(TextExpression.TryParse(expression, out _, out var error));
        Assert.Contains(part, error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://{v | address}/login", "erp.example.com", "https://erp.example.com/login")]
    [InlineData("https://{v | address}/login", "erp.example.com:8443", "https://erp.example.com:8443/login")]
    [InlineData("https://{v | address}/login", "erp.example.com/acme/v1.0", "https://erp.example.com/acme/v1.0/login")]
    [InlineData(
        "https://{v | address}/login", "erp.example.com:8000/ADOXX/", "https://erp.example.com:8000/ADOXX/login")]
    [InlineData("https://{v | address}", "https://erp.example.com/acme/", "https://erp.example.com/acme")]
    [InlineData("https://{v ?? 'app.example.com/x' | address}/login", null, "https://app.example.com/x/login")]
    [InlineData("https://{v | address}:8443/login", "erp.example.com", "https://erp.example.com:8443/login")]
    [InlineData("https://rest.{v | domain}/x", "iad-02.braze.com", "https://rest.iad-02.braze.com/x")]
    [InlineData(
        "https://cognito-{v | domain}.amazonaws.com/",
        "idp.eu-north-1",
        "https://cognito-idp.eu-north-1.amazonaws.com/")]
    public void A_host_value_can_contain_dots_a_port_or_a_path_if_the_author_allows_it(
        string expression, string? value, string expected) =>
        Assert.Equal(
            expected, UrlExpression.Parse(expression).Evaluate(new ExpressionValues().Set("v", value)).AbsoluteUri);

    [Theory]
    [InlineData("https://{v | address}/x", "http://erp.example.com")]
    [InlineData("https://{v | address}/x", "ada@erp.example.com")]
    [InlineData("https://{v | address}/x", "erp.example.com:0")]
    [InlineData("https://{v | address}/x", "erp.example.com:80:80")]
    [InlineData("https://{v | address}/x", "erp.example.com/a/../b")]
    [InlineData("https://{v | address}/x", "erp.example.com//b")]
    [InlineData("https://{v | address}/x", "erp.example.com/a?b=c")]
    [InlineData("https://{v | address}/x", "erp.example.com/a#b")]
    [InlineData("https://{v | address}/x", "erp.example.com/%2e%2e")]
    [InlineData("https://{v | address}/x", "erp.example.com\\b")]
    [InlineData("https://{v | address}/x", "")]
    [InlineData("https://{v | address}:8443/x", "erp.example.com:80")]
    [InlineData("https://{v | address}:8443/x", "erp.example.com/a")]
    [InlineData("https://x-{v | address}/x", "erp.example.com:80")]
    [InlineData("https://rest.{v | domain}/x", "braze.com/x")]
    [InlineData("https://rest.{v | domain}/x", "braze.com:80")]
    [InlineData("https://rest.{v | domain}/x", "braze..com")]
    public void A_value_that_would_change_more_than_allowed_is_refused(string expression, string value)
    {
        var error = Assert.Throws<ConnectorException>(
            () => UrlExpression.Parse(expression).Evaluate(new ExpressionValues().Set("v", value))).Error;

        Assert.Equal((ConnectorErrorCode.InvalidInput, "v"), (error.Code, error.Location));
    }

    [Theory]
    [InlineData("{plain}", false)]
    [InlineData("{plain | base64}{key ?? \"x\"}", false)]
    [InlineData("{plain + nonce | sha256}", true)]
    [InlineData("{plain ?? now(\"unix\")}", true)]
    [InlineData("{request.path}", true)]
    [InlineData("{requests}", false)]
    public void An_expression_states_whether_each_request_has_to_evaluate_it(string expression, bool expected) =>
        Assert.Equal(expected, TextExpression.Parse(expression).IsPerRequest);

    [Theory]
    [InlineData("{plain | substring(\"x\")}")]
    [InlineData("{plain | substring(\"0\", \"-1\")}")]
    [InlineData("{plain | substring(\"99999999999\")}")]
    [InlineData("{plain | item(\"\", \"0\")}")]
    public void A_position_that_is_not_a_number_is_a_typed_error(string expression) =>
        Assert.Throws<ConnectorException>(
            () => TextExpression.Parse(expression).Evaluate(Values(), ValuePosition.Raw));
}
