using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Servers;

namespace Versori.Connectors.Tests.Authentication.OAuth2;

/// <summary>The error description of a token endpoint, and the errors for a wrong URL and a wrong clock.</summary>
public sealed class ServerErrorTests : IAsyncLifetime
{
    private const string Secret = "cAnArY-s3cr3t+/=";

    private TokenServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TokenServer.StartAsync();
        _server.Engine.Time.SetUtcNow(TimeProvider.System.GetUtcNow());
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("""{"error":"invalid_grant","error_description":"AADSTS70008: The code has expired."}""")]
    [InlineData("""{"message":"AADSTS70008: The code has expired."}""")]
    [InlineData("""{"error":"AADSTS70008: The code has expired."}""")]
    public async Task The_error_description_of_the_server_reaches_the_host(string response)
    {
        var error = await FailAsync(response);

        Assert.Equal("AADSTS70008: The code has expired.", error.ServerMessage);
        Assert.Contains("AADSTS70008: The code has expired.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_description_is_one_line_of_at_most_300_characters()
    {
        const string Description = """a\r\nb\u0007\u202Ec \t d""";
        var tail = string.Concat(Enumerable.Repeat("😀", 400));

        var error = await FailAsync(
            $$"""{"error":"invalid_grant","error_description":"{{Description}}{{tail}}"}""");

        Assert.StartsWith("a bc d😀", error.ServerMessage, StringComparison.Ordinal);
        Assert.InRange(error.ServerMessage!.Length, 290, 300);
        Assert.DoesNotContain(error.ServerMessage!, char.IsControl);
        Assert.True(error.ServerMessage!.IsNormalized());
    }

    public static TheoryData<string> Echoes => new(
        Secret,
        Uri.EscapeDataString(Secret),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"client:{Secret}")),
        "cAnArY-\\u0000s3cr3t+/=",
        $"{new string('x', 290)}{Secret}");

    [Theory]
    [MemberData(nameof(Echoes))]
    public async Task A_secret_repeated_by_the_server_is_redacted(string echo)
    {
        var error = await FailAsync($$"""{"error":"invalid_client","error_description":"No {{echo}} here"}""");

        Assert.DoesNotContain("cAnArY", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Y0FuQXJZ", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(echo, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_description_of_a_callback_reaches_the_host_without_the_state()
    {
        await _server.PublishAsync(_server.Code());

        var error = await Assert.ThrowsAsync<ConnectorException>(() => SignIns.SignInAsync(
            _server.Engine, "?error=access_denied&error_description=You%0Aclicked%20no"));

        Assert.Equal(
            (ConnectorErrorCode.AuthorizationDenied, "You clicked no"), (error.Code, error.Error.ServerMessage));
    }

    [Fact]
    public async Task Different_issuers_in_a_callback_are_both_named()
    {
        await _server.PublishAsync(_server.Code() with { Issuer = "https://as.example" });

        var error = await Assert.ThrowsAsync<ConnectorException>(() => SignIns.SignInAsync(
            _server.Engine, "?code=code-1&iss=https%3A%2F%2Fother.example%0A"));

        Assert.Contains("'https://other.example'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'https://as.example'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Different_issuers_in_metadata_are_both_named()
    {
        await using var server = await LoopbackServer.StartAsync(
            context => context.Response.WriteAsync("""{"issuer":"https://other.example"}"""));
        var issuer = server.BaseAddress.AbsoluteUri.TrimEnd('/');

        var error = await Assert.ThrowsAsync<ConnectorException>(() => _server.ConnectAsync(
            new OAuth2Auth { Grant = OAuth2Grant.ClientCredentials, Issuer = issuer },
            Credential.OAuth2ClientCredentials("client", Secret)));

        Assert.Equal(ConnectorErrorCode.InvalidResponse, error.Code);
        Assert.Contains("'https://other.example'", error.Message, StringComparison.Ordinal);
        Assert.Contains($"'{issuer}'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(600, "10 minutes behind")]
    [InlineData(-7200, "2 hours ahead of")]
    public async Task A_wrong_clock_is_reported(int seconds, string expected)
    {
        var date = _server.Engine.Time.GetUtcNow().AddSeconds(seconds + Math.Sign(seconds));

        var error = await FailAsync(context =>
        {
            context.Response.StatusCode = 400;
            context.Response.Headers.Date = date.ToString("R", CultureInfo.InvariantCulture);
            return context.Response.WriteAsync("""{"error":"invalid_grant"}""");
        });

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correct_clock_is_not_mentioned() =>
        Assert.DoesNotContain(
            "clock", (await FailAsync("""{"error":"invalid_grant"}""")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(404, "text/plain", "no such page", "no such endpoint (status 404)")]
    [InlineData(404, "application/json", """{"message":"no route"}""", "no such endpoint (status 404)")]
    [InlineData(302, "text/html", "", "redirects to https://login.example (status 302)")]
    [InlineData(400, "text/html", "<html><h1>Sign in</h1></html>", "returned an HTML page (status 400)")]
    [InlineData(403, "text/plain", "\n<!DOCTYPE html><p>", "returned an HTML page (status 403)")]
    [InlineData(200, "text/html", "<html><h1>Sign in</h1></html>", "returned an HTML page")]
    public async Task A_url_that_is_not_a_token_endpoint_is_reported_as_such(
        int status, string type, string body, string expected)
    {
        var error = await FailAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            if (status == 302) context.Response.Headers.Location = "https://login.example/?secret=1";
            return context.Response.WriteAsync(body);
        });

        Assert.Equal(ConnectorErrorCode.InvalidResponse, error.Code);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Check the credential", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> Encodings => new("gzip", "deflate", "br");

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Content_that_cannot_be_decoded_is_an_invalid_response_of_the_token_endpoint(string encoding)
    {
        var error = await FailAsync(context => WriteBrokenAsync(context, encoding));

        Assert.Equal((ConnectorErrorCode.InvalidResponse, "Content-Encoding"), (error.Code, error.Location));
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Content_that_cannot_be_decoded_is_an_invalid_response_of_an_endpoint(string encoding)
    {
        await using var api = await LoopbackServer.StartAsync(context => WriteBrokenAsync(context, encoding));
        var connector = await _server.Engine.PublishAsync(
            _server.Engine.Definition(methods: new BearerAuth()) with { BaseUrl = api.BaseAddress.AbsoluteUri });
        var connection = await _server.Engine.Connections.ConnectAsync(new()
        {
            ConnectorId = connector.Id,
            Name = "acme",
            Credential = Credential.Bearer("token"),
            CheckCredential = false,
        });

        var error = await Assert.ThrowsAsync<ConnectorException>(() =>
            _server.Engine.Services.GetRequiredService<IEndpointInvoker>().InvokeAsync(connection.Id, "me"));

        Assert.Equal(ConnectorErrorCode.InvalidResponse, error.Code);
    }

    private static Task WriteBrokenAsync(HttpContext context, string encoding)
    {
        context.Response.Headers.ContentEncoding = encoding;
        context.Response.ContentType = "application/json";
        return context.Response.Body.WriteAsync(Enumerable.Repeat((byte)0xFF, 64).ToArray()).AsTask();
    }

    private Task<ConnectorError> FailAsync(string json) => FailAsync(context =>
    {
        context.Response.StatusCode = 400;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    });

    private async Task<ConnectorError> FailAsync(RequestDelegate response)
    {
        _server.Returns(response);
        var error = await Assert.ThrowsAsync<ConnectorException>(() => _server.ConnectAsync(
            new OAuth2Auth { Grant = OAuth2Grant.ClientCredentials, TokenUrl = _server.TokenUrl },
            Credential.OAuth2ClientCredentials("client", Secret)));
        return error.Error;
    }
}
