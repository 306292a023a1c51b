using Versori.Connectors.Expressions;

namespace Versori.Connectors.Tests.Expressions;

public class SigningFunctionTests
{
    private static readonly ExpressionValues Values = new ExpressionValues()
        .Set("v", "abc").Set("b64", "YWJj").Set("url", "_-8").Set("bad", "@");

    [Theory]
    // RFC 1321 A.5, FIPS 180-4 examples, RFC 4648
    [InlineData("{v | md5}", "900150983cd24fb0d6963f7d28e17f72")]
    [InlineData("{v | sha1}", "a9993e364706816aba3e25717850c26c9cd0d89d")]
    [InlineData(
        "{v | sha384}",
        "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7")]
    [InlineData(
        "{v | sha512 | hex}",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d442364"
            + "3ce80e2a9ac94fa54ca49f")]
    [InlineData("{b64 | base64Decode | hex}", "616263")]
    [InlineData("{url | base64Decode}", "ffef")]
    [InlineData("{v | hexDecode | base64}", "!bad")]
    [InlineData("{v | bytes(b64 | base64Decode, \"!\") | base64}", "YWJjYWJjIQ==")]
    [InlineData("{bad | base64Decode}", "!bad")]
    public void A_function_gives_the_result_of_its_standard(string expression, string expected)
    {
        if (expected == "!bad")
        {
            var exception = Assert.Throws<ConnectorException>(
                () => TextExpression.Parse(expression).Evaluate(Values, ValuePosition.Raw));
            Assert.Contains("The value is not", exception.Message, StringComparison.Ordinal);
            return;
        }

        Assert.Equal(expected, TextExpression.Parse(expression).Evaluate(Values, ValuePosition.Raw));
    }

    [Fact]
    public void A_single_expression_gives_bytes_and_everything_else_gives_text()
    {
        Assert.Equal("abc"u8.ToArray(), TextExpression.Parse("{b64 | base64Decode}").EvaluateBytes(Values));
        Assert.Equal("616263 "u8.ToArray(), TextExpression.Parse("{b64 | base64Decode} ").EvaluateBytes(Values));
    }
}
