using Versori.Connectors.Expressions;

namespace Versori.Connectors.Tests.Expressions;

public class UrlExpressionTests
{
    private static ExpressionValues Values() => new ExpressionValues()
        .Set("store", "acme")
            .Set("host", "api.example.com").Set("port", "8443").Set("id", "a/b c").Set("none", null)
            .Set("empty", "")
        .Set("tld", "com.au").Set("listed", "com.au", isListed: true)
        .Set("url", "https://na1.example.com/x/").Set("bare", "https://na1.example.com");

    [Theory]
    [InlineData("https://api.example.com/v1", "https://api.example.com/v1")]
    [InlineData("https://{store}.myshopify.com/admin", "https://acme.myshopify.com/admin")]
    [InlineData("https://{host}/api", "https://api.example.com/api")]
    [InlineData("https://{host}:{port}", "https://api.example.com:8443/")]
    [InlineData("https://x-{store}.example.com:{port}/", "https://x-acme.example.com:8443/")]
    [InlineData("https://api.zoho.{listed}/crm", "https://api.zoho.com.au/crm")]
    [InlineData("https://api.zoho.{none ?? 'com.cn'}/crm", "https://api.zoho.com.cn/crm")]
    [InlineData("https://x.com/{id}/y", "https://x.com/a%2Fb%20c/y")]
    [InlineData("https://x.com/y?z={id}&e=mc2", "https://x.com/y?z=a%2Fb%20c&e=mc2")]
    [InlineData("https://x.com/{empty ?? ''}", "https://x.com/")]
    [InlineData("{url}/services", "https://na1.example.com/x/services")]
    [InlineData("{bare}/services", "https://na1.example.com/services")]
    [InlineData("{bare}", "https://na1.example.com/")]
    [InlineData("{bare}?v={id}", "https://na1.example.com/?v=a%2Fb%20c")]
    [InlineData("{bare}/x/{store}/y", "https://na1.example.com/x/acme/y")]
    [InlineData("HTTP://localhost:5000/{store}", "http://localhost:5000/acme")]
    [InlineData("https://[::1]:{port}/", "https://[::1]:8443/")]
    public void Urls_are_evaluated(string text, string url) =>
        Assert.Equal(url, UrlExpression.Parse(text).Evaluate(Values()).AbsoluteUri);

    [Theory]
    [InlineData("", 1, "https://")]
    [InlineData("/relative", 1, "https://")]
    [InlineData("ftp://x.com", 1, "https://")]
    [InlineData("{scheme}://x.com", 1, "scheme")]
    [InlineData("{a}{b}", 4, "'/' or '?'")]
    [InlineData("{a}.com", 4, "'/' or '?'")]
    [InlineData("https://user:pass@x.com", 18, "user name")]
    [InlineData("https://{user}@x.com", 15, "user name")]
    [InlineData("https://x.com/#{a}", 15, "fragment")]
    [InlineData("https://x.com\\{a}", 14, "backslashes")]
    [InlineData("https://x.com/a b", 16, "spaces")]
    [InlineData("https://[{a}]/", 10, "IPv6")]
    [InlineData("https://x%2e{a}.com/", 10, "percent")]
    [InlineData("https://", 1, "not a valid URL")]
    [InlineData("https://x.com:port/", 1, "not a valid URL")]
    [InlineData("https://{a/", 11, "Expected")]
    public void Text_that_is_not_a_url_is_refused_when_it_is_parsed(string text, int column, string part)
    {
        Assert.False(UrlExpression.TryParse(text, out _, out var error));
        Assert.Equal(column, error!.Column);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://{v}.example.com/", "evil.com/")]
    [InlineData("https://{v}.example.com/", "evil.com#")]
    [InlineData("https://{v}.example.com/", "evil.com\\")]
    [InlineData("https://{v}.example.com/", "a.b")]
    [InlineData("https://{v}.example.com/", "")]
    [InlineData("https://{v}.example.com/", "user:pass@evil")]
    [InlineData("https://api.{v}/", "evil.com")]
    [InlineData("https://{v}/", "evil.com/path")]
    [InlineData("https://{v}/", "evil.com:80")]
    [InlineData("https://x.com:{v}/", "80@evil.com")]
    [InlineData("https://x.com/{v}/", "..")]
    [InlineData("https://x.com/a.{v}/", null)]
    [InlineData("{v}/x", "ftp://x.com")]
    [InlineData("{v}/x", "x.com")]
    [InlineData("{v}/x", "https://u@x.com")]
    [InlineData("{v}/x", "https://x.com/?a=b")]
    [InlineData("{v}/x", "https://x.com/#a")]
    [InlineData("{v}/x", "https://x.com\\@evil.com")]
    [InlineData("{v}/x", " https://x.com")]
    [InlineData("{v}/x", "https://%65vil.com")]
    [InlineData("{v}/x", "https://")]
    public void A_value_that_would_change_another_part_is_refused(string text, string? value)
    {
        var error = Assert.Throws<ConnectorException>(
            () => UrlExpression.Parse(text).Evaluate(new ExpressionValues().Set("v", value))).Error;

        Assert.Equal((ConnectorErrorCode.InvalidInput, "v"), (error.Code, error.Location));
        if (value is { Length: > 8 }) Assert.DoesNotContain(value, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_constant_url_is_created_once()
    {
        var expression = UrlExpression.Parse("https://api.example.com/v1");

        Assert.True(expression.IsConstant);
        Assert.Same(expression.Constant, expression.Evaluate(new ExpressionValues()));
    }
}
