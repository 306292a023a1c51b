using System.Text;
using System.Text.Json.Serialization;

namespace Versori.Connectors.Tests.Invocation;

public partial class InvocationResultTests
{
    private static InvocationResult Result(byte[] body, string contentType = "application/json", int status = 200) =>
        new()
        {
            StatusCode = status,
            Headers = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase)
            {
                ["content-type"] = [contentType],
            },
            Body = body,
            Duration = TimeSpan.FromSeconds(1),
            Request = new() { Method = "GET", Url = "https://x.com/" },
        };

    [Theory]
    [InlineData("text/plain; charset=iso-8859-1", "iso-8859-1")]
    [InlineData("text/plain; charset=\"utf-16\"", "utf-16")]
    [InlineData("text/plain", "utf-8")]
    [InlineData("text/plain; charset=nonsense", "utf-8")]
    public void Text_is_decoded_with_the_charset_of_the_response(string contentType, string encoding) =>
        Assert.Equal("grün", Result(Encoding.GetEncoding(encoding).GetBytes("grün"), contentType).Text);

    [Fact]
    public void Windows_encodings_and_byte_order_marks_are_supported()
    {
        Assert.Equal("€", Result([0x80], "text/plain; charset=windows-1252").Text);
        Assert.Equal("a", Result([0xEF, 0xBB, 0xBF, (byte)'a'], "text/plain; charset=iso-8859-1").Text);
        Assert.Equal("a", Result([0xFF, 0xFE, (byte)'a', 0], "text/plain").Text);
    }

    [Fact]
    public void Json_is_read_with_or_without_a_content_type()
    {
        var result = Result("""{"id":7}"""u8.ToArray());

        Assert.Equal(7, result.ReadJson().GetProperty("id").GetInt32());
        Assert.Equal(7, result.ReadJson(Context.Default.Item)!.Id);
        Assert.True(result.IsSuccess);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    public void Invalid_json_is_a_typed_error(string body) =>
        Assert.Equal(
            ConnectorErrorCode.InvalidResponse,
            Assert.Throws<ConnectorException>(() => Result(Encoding.UTF8.GetBytes(body), status: 502).ReadJson()).Code);

    public sealed record Item([property: JsonPropertyName("id")] int Id);

    [JsonSerializable(typeof(Item))]
    private sealed partial class Context : JsonSerializerContext;
}
