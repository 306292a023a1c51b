using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Versori.Connectors.Generation.Tests;

public sealed class UrlSourceTests : IAsyncLifetime
{
    private readonly TaskCompletionSource _never = new();
    private WebApplication _server = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.MapGet("/docs/chat.json", () => Samples.Read("chat.json"));
        _server.MapGet(
            "/docs/relative", () => Samples.With().Replace("https://t.example", "../api/v1", StringComparison.Ordinal));
        _server.MapGet("/docs/silent", () => "openapi: 3.0.0\npaths: { /a: { get: {} } }");
        _server.MapGet("/moved", () => Results.Redirect("/docs/relative"));
        _server.MapGet("/html", () => Results.Content("<html>Sign in</html>", "text/html"));
        _server.MapGet("/huge", () => new string(' ', 5000));
        _server.MapGet("/busy", (HttpResponse response) =>
        {
            response.Headers.RetryAfter = "7";
            return Results.StatusCode(503);
        });
        _server.MapGet("/slow", () => _never.Task);
        await _server.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _never.TrySetResult();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("http://api.example.com", true)]
    [InlineData("http://localhost.example.com", true)]
    [InlineData("http://localhost:8080/v1", false)]
    [InlineData("http://127.0.0.1", false)]
    [InlineData("https://api.example.com", false)]
    public async Task Plain_http_is_warned_of_except_on_this_machine(string url, bool warns)
    {
        var import = await Samples.Import(
            $$$"""
            {"openapi": "3.0.3", "info": {"title": "Items", "version": "1"}, "servers": [{"url": "{{{url}}}"}],
            "paths": {"/items": {"get": {"responses": {"200": {"description": "OK"} } } } } }
            """);

        Assert.Equal(
            warns,
            import.Warnings.Any(warning => warning.Message.Contains("plain http", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Relative_servers_are_resolved_against_the_url_of_the_document()
    {
        var import = await Import("/docs/relative");

        Assert.Equal($"{Address}/api/v1", import.Definition.BaseUrl);
        Assert.DoesNotContain(
            import.Warnings, warning => warning.Message.Contains("plain http", StringComparison.Ordinal));
        Assert.Equal($"{Address}/api/v1", (await Import("/moved")).Definition.BaseUrl);
        Assert.Equal(Address, (await Import("/docs/silent")).Definition.BaseUrl);
    }

    [Fact]
    public async Task A_document_is_read_from_its_url() =>
        Assert.Equal(10, (await Import("/docs/chat.json")).Definition.Endpoints.Count);

    [Fact]
    public async Task A_busy_server_is_unavailable_for_the_duration_of_Retry_After()
    {
        var error = await Refused("/busy");

        Assert.Equal(
            (ConnectorErrorCode.Unavailable, true, TimeSpan.FromSeconds(7)),
            (error.Code, error.IsTransient, error.RetryAfter));
    }

    [Fact]
    public async Task A_server_that_never_responds_is_unavailable()
    {
        var error = await Refused("/slow", new() { RequestTimeout = TimeSpan.FromMilliseconds(100) });

        Assert.Equal(ConnectorErrorCode.Unavailable, error.Code);
        Assert.Contains("/slow did not respond", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_caller_gets_a_cancellation()
    {
        using var cancel = new CancellationTokenSource();
        var import = ConnectorGenerator.Create(options: Trusting())
            .ImportAsync(ConnectorSource.OpenApi(new Uri(Address + "/slow")), cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => import);
    }

    [Theory]
    [InlineData("/none?key=secret", "404")]
    [InlineData("/html", "HTML")]
    [InlineData("/huge", "4096 bytes")]
    public async Task A_response_that_is_not_a_document_is_refused_without_showing_keys(string path, string expected)
    {
        var error = await Refused(path, new() { MaximumDocumentSize = 4096 });

        Assert.Equal(ConnectorErrorCode.InvalidDocument, error.Code);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unreachable_server_is_unavailable()
    {
        var address = Address;
        await _server.StopAsync();

        var error = (
            await Assert.ThrowsAsync<ConnectorException>(
                () => ConnectorGenerator.Create(options: Trusting())
                    .ImportAsync(ConnectorSource.OpenApi(new Uri(address))))).Error;

        Assert.Equal((ConnectorErrorCode.Unavailable, true), (error.Code, error.IsTransient));
    }

    private string Address => _server.Urls.First();

    private Task<ImportedConnector> Import(string path, ConnectorGenerationOptions? options = null) =>
        ConnectorGenerator.Create(options: Trusting(options))
            .ImportAsync(ConnectorSource.OpenApi(new Uri(Address + path)));

    private static ConnectorGenerationOptions Trusting(ConnectorGenerationOptions? options = null)
    {
        options ??= new();
        options.ExternalUrls = new() { TrustedOrigins = ["http://127.0.0.1:*"] };
        return options;
    }

    private async Task<ConnectorError> Refused(string path, ConnectorGenerationOptions? options = null) =>
        (await Assert.ThrowsAsync<ConnectorException>(() => Import(path, options))).Error;
}
