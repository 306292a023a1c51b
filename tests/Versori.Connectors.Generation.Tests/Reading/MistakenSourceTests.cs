namespace Versori.Connectors.Generation.Tests;

/// <summary>The error for a source that is not a document names the right call.</summary>
public class MistakenSourceTests
{
    [Theory]
    [InlineData("https://api.example.com/openapi.json", "This is a URL")]
    [InlineData(" http://localhost:5000/swagger ", "This is a URL")]
    [InlineData("file:///home/ada/openapi.yaml", "This is a URL")]
    [InlineData("openapi.json", "the path of a file")]
    [InlineData("my openapi.yaml", "the path of a file")]
    [InlineData("specs/shop.YML", "the path of a file")]
    [InlineData("./specs/shop", "the path of a file")]
    [InlineData(@"C:\specs\shop", "the path of a file")]
    public void A_url_or_a_path_instead_of_text_is_refused(string text, string said)
    {
        var exception = Assert.Throws<ArgumentException>(() => ConnectorSource.OpenApi(text));

        Assert.Equal("text", exception.ParamName);
        Assert.Contains(said, exception.Message, StringComparison.Ordinal);
        Assert.Contains("ConnectorSource.OpenApi(new Uri(url))", exception.Message, StringComparison.Ordinal);
        Assert.Contains("ConnectorSource.OpenApiFile(path)", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("swagger")]
    [InlineData("just some words")]
    public async Task Plain_text_is_refused_when_it_is_read(string text)
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => ConnectorGenerator.Create().ImportAsync(ConnectorSource.OpenApi(text)));

        Assert.Equal(ConnectorErrorCode.InvalidDocument, exception.Code);
        Assert.Contains("ConnectorSource.OpenApiFile(path)", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"A\", \"version\": \"https://a.example/x.json\"}}")]
    [InlineData("{openapi: 3.1.0, info: {title: A, version: specs/a.yaml}, paths: {}}")]
    [InlineData("openapi: specs/a.yaml")]
    public void A_document_on_one_line_is_not_a_path(string text) => Assert.NotNull(ConnectorSource.OpenApi(text));

    [Theory]
    [InlineData("My API!")]
    [InlineData("-a")]
    public void An_invalid_key_is_refused_with_the_rule(string id)
    {
        var exception = Assert.Throws<ArgumentException>(() => ConnectorSource.OpenApi("a: b").WithId(id));

        Assert.Equal("id", exception.ParamName);
        Assert.Contains("1 to 100 of the characters", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_without_content_is_refused()
    {
        Assert.Equal("text", ArgumentOf(() => ConnectorSource.OpenApi((string)null!)));
        Assert.Equal("content", ArgumentOf(() => ConnectorSource.OpenApi((Stream)null!)));
        Assert.Equal("url", ArgumentOf(() => ConnectorSource.OpenApi((Uri)null!)));
        Assert.Equal("path", ArgumentOf(() => ConnectorSource.OpenApiFile(" ")));
        Assert.Equal("id", ArgumentOf(() => ConnectorSource.OpenApi("a: b").WithId("")));
    }

    [Fact]
    public async Task A_disposed_handler_is_reported()
    {
        using var handler = new SpentHandler();

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => ConnectorGenerator.Create(
            handler: handler,
            options: new() { ExternalUrls = new() { TrustedOrigins = ["https://docs.example"] } })
            .ImportAsync(ConnectorSource.OpenApi(new Uri("https://docs.example/openapi.json"))));

        Assert.Equal(ConnectorErrorCode.Disposed, exception.Code);
        Assert.Contains("handler was disposed", exception.Message, StringComparison.Ordinal);
    }

    private static string? ArgumentOf(Func<object> call) => Assert.ThrowsAny<ArgumentException>(call).ParamName;

    /// <summary>A handler that was disposed.</summary>
    private sealed class SpentHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new ObjectDisposedException(nameof(SpentHandler));
    }
}
