using System.Text;
using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.Tests.Authentication.Responses;

/// <summary>
/// Every endpoint that sign-in and refresh use, combined with every kind of invalid response.
/// </summary>
public sealed class EndpointResponseTests : IAsyncLifetime
{
    private const string Canary = "canary-response";

    private static readonly string[] Endpoints =
    [
        "token", "refresh", "device authorization", "pushed request", "registration", "server metadata",
        "resource metadata",
        "temporary credentials", "token credentials", "session",
    ];

    // Every field that may be read from a response.
    private static readonly string[] Fields =
    [
        "access_token", "expires_in", "device_code", "user_code", "verification_uri", "request_uri", "client_id",
        "issuer", "token_endpoint",
        "resource", "authorization_servers", "oauth_token", "oauth_token_secret", "session",
    ];

    private EndpointHost _host = null!;

    public static MatrixTheoryData<string, string> NotUnderstood() => new(
        Endpoints,
        [
            "nothing", "half of it", "a page", "too much", "lists", "nulls", "empty texts", "half characters",
            "not UTF-8", "deep", "a text", "a number",
        ]);

    public static MatrixTheoryData<string, string> Unavailable() =>
        new(Endpoints, ["503", "429", "cut off", "cut off in the middle", "silent", "slow"]);

    public async ValueTask InitializeAsync() => _host = await EndpointHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [MemberData(nameof(NotUnderstood))]
    public async Task An_invalid_response_is_a_typed_error_that_quotes_no_part_of_it(
        string endpoint, string response)
    {
        _host.ReplaceResponse(endpoint, context => context.Response.Body.WriteAsync(Body(response)).AsTask());

        var error = await Assert.ThrowsAsync<ConnectorException>(() => _host.SendRequestAsync(endpoint));

        Assert.Equal(ConnectorErrorCode.InvalidResponse, error.Code);
        Assert.NotNull(error.Error.Location);
        await AssertNothingIsLeftAsync(endpoint, error);
    }

    [Theory]
    [MemberData(nameof(Unavailable))]
    public async Task A_temporary_failure_of_an_endpoint_is_reported_as_unavailable(string endpoint, string failure)
    {
        _host.ReplaceResponse(endpoint, context => FailAsync(context, failure));

        var asking = _host.SendRequestAsync(endpoint);
        if (failure is "silent" or "slow")
        {
            await Task.WhenAny(_host.Arrivals.WaitForAsync(1), asking);
            _host.Engine.Time.Advance(TimeSpan.FromSeconds(31));
        }

        var error = await Assert.ThrowsAsync<ConnectorException>(() => asking);

        Assert.Equal((ConnectorErrorCode.Unavailable, true), (error.Code, error.Error.IsTransient));
        if (failure == "429")
            Assert.InRange(error.Error.RetryAfter!.Value, TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(11));
        await AssertNothingIsLeftAsync(endpoint, error);
    }

    [Theory]
    [MemberData(nameof(AllEndpoints))]
    public async Task An_untrusted_server_is_distinguished_from_an_unavailable_one(string endpoint)
    {
        await using var untrusted = await EndpointHost.StartAsync(https: true);

        var error = await Assert.ThrowsAsync<ConnectorException>(() => untrusted.SendRequestAsync(endpoint));

        Assert.Equal((ConnectorErrorCode.UntrustedServer, false), (error.Code, error.Error.IsTransient));
        Assert.Empty(untrusted.Secrets.Live);
    }

    public static TheoryData<string> AllEndpoints() => [.. Endpoints];

    [Theory]
    [InlineData("device authorization", "invalid_scope")]
    [InlineData("pushed request", "invalid_request")]
    [InlineData("registration", "invalid_redirect_uri")]
    [InlineData("token", "invalid_grant")]
    [InlineData("refresh", "invalid_scope")]
    public async Task A_refusal_contains_the_error_code_of_the_server_and_how_to_fix_it(string endpoint, string code)
    {
        _host.ReplaceResponse(endpoint, context =>
        {
            context.Response.StatusCode = 400;
            return context.Response.WriteAsync(
                $$"""{"error":"{{code}}","error_description":"Because\nit is so.","trace":"{{Canary}}"}""");
        });

        var error = await Assert.ThrowsAsync<ConnectorException>(() => _host.SendRequestAsync(endpoint));

        Assert.Equal(
            endpoint == "refresh" ? ConnectorErrorCode.NeedsReauthorization : ConnectorErrorCode.CredentialRefused,
            error.Code);
        Assert.Contains($"'{code}'. ", error.Message, StringComparison.Ordinal);
        Assert.Contains("\"Because it is so.\"", error.Message, StringComparison.Ordinal);
        await AssertNothingIsLeftAsync(endpoint, error);
    }

    [Theory]
    [MemberData(nameof(Sides))]
    public async Task Failing_optional_requests_do_not_prevent_connecting_or_disconnecting(
        string endpoint, string response)
    {
        _host.ReplaceResponse(
            endpoint,
            context => response is "cut off" or "503"
                ? FailAsync(context, response)
                : context.Response.Body.WriteAsync(Body(response)).AsTask());

        await _host.SendRequestAsync(endpoint);
        await _host.Engine.Connections.DisconnectAsync(
            (await _host.Engine.Connections.ListAsync(new()).SingleAsync()).Id);

        Assert.True(_host.Arrivals.Count > 0);
        Assert.Empty(_host.Secrets.Live);
        Assert.DoesNotContain(
            _host.Engine.Logs.GetSnapshot(), record => record.ToString().Contains(Canary, StringComparison.Ordinal));
    }

    public static MatrixTheoryData<string, string> Sides() =>
        new(
            ["introspection", "revocation"],
            ["nothing", "half of it", "a page", "too much", "lists", "half characters", "not UTF-8", "503", "cut off"]);

    private async Task AssertNothingIsLeftAsync(string endpoint, ConnectorException error)
    {
        Assert.DoesNotContain(Canary, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            _host.Engine.Logs.GetSnapshot(), record => record.ToString().Contains(Canary, StringComparison.Ordinal));
        if (endpoint == "refresh") return;
        Assert.Empty(await _host.Engine.Connections.ListAsync(new()).ToListAsync());
        Assert.Empty(_host.Secrets.Live);
    }

    private static ReadOnlyMemory<byte> Body(string kind) => kind switch
    {
        "nothing" => default,
        "half of it" => Encoding.UTF8.GetBytes($$"""{"access_token":"{{Canary}}"""),
        "a page" => Encoding.UTF8.GetBytes($"<html><body>{Canary}</body></html>"),
        "too much" => Encoding.UTF8.GetBytes(All($"\"{Canary}{new string('x', 2 * 1024 * 1024)}\"")),
        "lists" => Encoding.UTF8.GetBytes(All($"[\"{Canary}\"]")),
        "nulls" => Encoding.UTF8.GetBytes(All("null")),
        "empty texts" => Encoding.UTF8.GetBytes(All("\"\"")),
        "half characters" => Encoding.UTF8.GetBytes(All($"\"{Canary}\\ud800\"")),
        "not UTF-8" => Encoding.Latin1.GetBytes(All($"\"{Canary}\u00fc\"")),
        "deep" => Encoding.UTF8.GetBytes($"{new string('[', 100_000)}\"{Canary}\""),
        "a text" => Encoding.UTF8.GetBytes($"\"{Canary}\""),
        _ => "42"u8.ToArray(),
    };

    private static string All(string value) =>
        $"{{{string.Join(',', Fields.Select(field => $"\"{field}\":{value}"))}}}";

    private static async Task FailAsync(HttpContext context, string failure)
    {
        switch (failure)
        {
            case "503":
                context.Response.StatusCode = 503;
                await context.Response.WriteAsync($$"""{"error":"invalid_grant","why":"{{Canary}}"}""");
                break;
            case "429":
                context.Response.StatusCode = 429;
                context.Response.Headers.RetryAfter = "10";
                break;
            case "cut off":
                context.Abort();
                break;
            case "cut off in the middle":
                context.Response.ContentLength = 1000;
                await context.Response.WriteAsync("{\"access_token\":\"");
                await context.Response.Body.FlushAsync();
                context.Abort();
                break;
            case "slow":
                await context.Response.WriteAsync("{\"access_token\":\"");
                await context.Response.Body.FlushAsync();
                await Task.Delay(Timeout.Infinite, context.RequestAborted)
                    .ContinueWith(static _ => { }, TaskScheduler.Default);
                break;
            default:
                await Task.Delay(Timeout.Infinite, context.RequestAborted)
                    .ContinueWith(static _ => { }, TaskScheduler.Default);
                break;
        }
    }
}
