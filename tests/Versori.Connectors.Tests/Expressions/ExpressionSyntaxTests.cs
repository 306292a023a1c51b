using Versori.Connectors.Expressions;

namespace Versori.Connectors.Tests.Expressions;

public class ExpressionSyntaxTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("{{{{a}}}}", "{{a}}")]
    [InlineData("{{\"a\": 1}}", "{\"a\": 1}")]
    public void Text_without_expressions_is_constant(string text, string constant)
    {
        var expression = TextExpression.Parse(text);

        Assert.True(expression.IsConstant);
        Assert.Equal(constant, expression.Constant);
        Assert.Empty(expression.Names);
    }

    [Theory]
    [InlineData("{a}", "a")]
    [InlineData("{ a }", "a")]
    [InlineData("Token token=\"{key}\"", "key")]
    [InlineData("{{{a}}}", "a")]
    [InlineData("{a}{b}{a}", "a,b")]
    [InlineData("{a ?? b ?? \"}\"}", "a,b")]
    [InlineData("{username + ':' + password | base64}", "username,password")]
    [InlineData("{base64(username + \":\" + password)}", "username,password")]
    [InlineData("{hmacSha256(now('unix') + (a ?? b), key) | base64url}", "a,b,key")]
    [InlineData("{a.b-c_1}", "a.b-c_1")]
    [InlineData("{uuid}{nonce}{now}", "")]
    [InlineData("{base64}", "base64")]
    public void The_names_in_an_expression_are_listed(string text, string names)
    {
        var expression = TextExpression.Parse(text);

        Assert.False(expression.IsConstant);
        Assert.Equal(names, string.Join(',', expression.Names));
    }

    [Theory]
    [InlineData("{", 2, "ends, but a name")]
    [InlineData("a{b", 2, "no closing brace")]
    [InlineData("a}b", 2, "'}}'")]
    [InlineData("{}", 2, "empty")]
    [InlineData("{  }", 4, "empty")]
    [InlineData("{a b}", 4, "'??'")]
    [InlineData("{a ? b}", 4, "'??'")]
    [InlineData("{a ?? }", 7, "a name, a quoted string")]
    [InlineData("{a | }", 6, "name of a function")]
    [InlineData("{a | base65}", 6, "There are: address, after, base64,")]
    [InlineData("{a | now}", 6, "takes no input")]
    [InlineData("{a | base64(b)}", 6, "1 argument(s)")]
    [InlineData("{a | hmacSha256}", 6, "2 argument(s)")]
    [InlineData("{a | hmacSha256(b}", 18, "',' or ')'")]
    [InlineData("{now(a)}", 2, "quoted string")]
    [InlineData("{now('')}", 0, "")]
    [InlineData("{now('Q')}", 2, "no .NET format")]
    [InlineData("{uuid('x')}", 2, "too many")]
    [InlineData("{'a}", 2, "closing quote")]
    [InlineData("{'a\\q'}", 4, "backslash")]
    [InlineData("{(a}", 4, "')'")]
    [InlineData("{a+}", 4, "a name")]
    [InlineData("{$a}", 2, "a name")]
    public void An_error_has_its_column(string text, int column, string part)
    {
        var parsed = TextExpression.TryParse(text, out _, out var error);
        if (column == 0)
        {
            Assert.True(parsed);
            return;
        }

        Assert.False(parsed);
        Assert.Equal(column, error!.Column);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Equal(error, Assert.Throws<ExpressionSyntaxException>(() => TextExpression.Parse(text)).Error);
    }

    [Fact]
    public void Undeclared_names_are_reported()
    {
        var expression = TextExpression.Parse("{a}{b}{c}");

        Assert.Equal(["a", "c"], expression.UndeclaredNames(new HashSet<string> { "b" }));
    }

    [Theory]
    [InlineData('(')]
    [InlineData('|')]
    public void Excessive_nesting_is_refused(char kind)
    {
        var text = kind == '('
            ? $"{{{new string('(', 100_000)}a"
            : $"{{a{string.Concat(Enumerable.Repeat("|trim", 100_000))}}}";

        Assert.False(TextExpression.TryParse(text, out _, out var error));
        Assert.Contains("more than 32", error!.Message, StringComparison.Ordinal);
    }
}
