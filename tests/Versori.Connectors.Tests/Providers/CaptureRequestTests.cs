using System.Net;
using Microsoft.AspNetCore.Http;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Providers;

/// <summary>Cases of capture requests that the successful conversations of the catalogue do not cover.</summary>
public sealed class CaptureRequestTests : IAsyncLifetime
{
    private EngineFixture _engine = null!;
    private LoopbackServer _server = null!;
    private string _response = """{"site":"s-1"}""";
    private int _status = 200;

    public async ValueTask InitializeAsync()
    {
        _engine = await EngineFixture.StartAsync();
        _engine.System.AcceptBearer("secret");
        _server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = _status;
            return context.Response.WriteAsync(_response);
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Captured_values_are_in_the_snapshot_and_are_requested_once()
    {
        var connection = await ConnectAsync(Request());

        Assert.Equal("s-1", connection.Snapshot.CapturedValues["site"]);
        using var response = await _engine.Clients.CreateClient(connection).GetAsync("me");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("s-1", _engine.System.RecordedApiRequests[^1].Headers["X-Site"]);
        Assert.Equal("Bearer secret", Assert.Single(_server.Requests).Authorization);
    }

    [Theory]
    [InlineData("""{"site":"elsewhere.example"}""", 200, ConnectorErrorCode.InvalidResponse)]
    [InlineData("""{}""", 200, ConnectorErrorCode.InvalidResponse)]
    [InlineData("""<html>""", 200, ConnectorErrorCode.InvalidResponse)]
    [InlineData("""{}""", 401, ConnectorErrorCode.CredentialRefused)]
    [InlineData("""{}""", 503, ConnectorErrorCode.Unavailable)]
    public async Task An_unusable_response_leaves_nothing_behind(
        string response, int status, ConnectorErrorCode code)
    {
        (_response, _status) = (response, status);

        var error = await Assert.ThrowsAsync<ConnectorException>(() => ConnectAsync(Request()));

        Assert.Equal(code, error.Code);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(await _engine.Connections.ListAsync(new()).ToListAsync());
    }

    [Fact]
    public async Task A_host_from_a_response_is_called_only_if_a_pattern_allows_it()
    {
        _response = $$"""{"site":"s-1","next":"{{_server.BaseAddress.AbsoluteUri.TrimEnd('/')}}"}""";
        var second = new AuthRequest
        {
            Method = "GET",
            Url = "{next}/more",
            ExtractedValues = [new() { Name = "more", Selector = "/site" }],
        };
        AuthRequest First(string? pattern) =>
            Request() with
            {
                ExtractedValues =
                [
                    .. Request().ExtractedValues,
                    new() { Name = "next", Selector = "/next", Pattern = pattern },
                ],
            };

        var error = await Assert.ThrowsAsync<ConnectorException>(() => ConnectAsync(First(null), second));
        var connection = await ConnectAsync(First("http://127\\.0\\.0\\.1:[0-9]+"), second);

        Assert.Equal(ConnectorErrorCode.OriginNotAllowed, error.Code);
        Assert.Equal("s-1", connection.Snapshot.CapturedValues["more"]);
    }

    [Theory]
    [InlineData("https://b.example", "s-2")]
    [InlineData(null, "s-1")]
    public async Task The_matching_item_of_a_list_is_used(string? url, string expected)
    {
        _response =
            """{"sites":[{"site":"s-1","url":"https://a.example"},"""
                + """{"site":"s-2","url":"https://b.example","deep":{"n":7}}]}""";
        var where = new Dictionary<string, string> { ["/url"] = "{wanted}" };
        var request = Request() with
        {
            ExtractedValues = [Request().ExtractedValues[0] with { ListPointer = "/sites", Where = where }],
        };

        var connection = await ConnectAsync(url, request);

        Assert.Equal(expected, connection.Snapshot.CapturedValues["site"]);
    }

    [Theory]
    [InlineData("/sites", "https://c.example")]
    [InlineData("/site", "https://a.example")]
    [InlineData("/nothing", "https://a.example")]
    public async Task A_list_without_a_matching_item_is_an_invalid_response(string list, string url)
    {
        _response = """{"site":"s-0","sites":[{"site":"s-1","url":"https://a.example"},7]}""";
        var where = new Dictionary<string, string> { ["/url"] = "{wanted}" };

        var error = await Assert.ThrowsAsync<ConnectorException>(
            () =>
                ConnectAsync(
                    url,
                    Request() with
                    {
                        ExtractedValues = [Request().ExtractedValues[0] with { ListPointer = list, Where = where }],
                    }));

        Assert.Equal((ConnectorErrorCode.InvalidResponse, "site"), (error.Code, error.Error.Location));
    }

    [Fact]
    public async Task Capture_requests_have_the_same_headers_and_credentials_as_calls()
    {
        var method = new BearerAuth { CaptureRequests = [Request()] };
        var key = ApiKeyAuth.Create(CredentialLocation.Header, "X-Subscription") with { Id = "subscription" };
        var definition = _engine.Definition(methods: [method, key]) with
        {
            AuthAlternatives = [new() { Methods = [method.Id, "subscription"] }],
            Inputs = [new() { Name = "tenant", Required = false }],
            Headers = new Dictionary<string, string> { ["User-Agent"] = "acme/1.0", ["X-Tenant"] = "{tenant ?? \"\"}" },
        };
        var connector = await _engine.PublishAsync(definition);

        await _engine.Connections.ConnectAsync(new()
        {
            ConnectorId = connector.Id,
            Name = "acme",
            Credential = Credential.Bearer("secret"),
            AdditionalCredentials = [Credential.ApiKey("sub")],
        });

        var headers = Assert.Single(_server.Requests).Headers;
        Assert.Equal(
            ("Bearer secret", "sub", "acme/1.0"),
            (headers["Authorization"], headers["X-Subscription"], headers["User-Agent"]));
        Assert.DoesNotContain("X-Tenant", headers.Keys);
    }

    [Fact]
    public async Task A_header_of_the_capture_request_overrides_the_credential()
    {
        await ConnectAsync(
            Request() with
            {
                Headers = new Dictionary<string, string> { ["Authorization"] = "Basic {token + \":\" | base64}" },
            });

        Assert.Equal("Basic c2VjcmV0Og==", Assert.Single(_server.Requests).Authorization);
    }

    [Theory]
    [InlineData("https://{region ?? \"127.0.0.1\"}/sites")]
    [InlineData("https://{region + \".example.com\" ?? \"127.0.0.1\"}/sites")]
    public async Task A_fallback_host_in_the_definition_is_a_trusted_host(string url)
    {
        // No server listens there. The test checks only that the request was attempted.
        var method = new BearerAuth { CaptureRequests = [Request() with { Url = url }] };
        var connector = await _engine.PublishAsync(
            _engine.Definition(methods: method) with { Inputs = [new() { Name = "region", Required = false }] });

        var error = await Assert.ThrowsAsync<ConnectorException>(() =>
            _engine.Connections.ConnectAsync(
                new() { ConnectorId = connector.Id, Name = "acme", Credential = Credential.Bearer("secret") }));

        Assert.Equal(ConnectorErrorCode.Unavailable, error.Code);
    }

    [Fact]
    public void Errors_are_located_by_pointer()
    {
        var method = new BearerAuth
        {
            Headers = new Dictionary<string, string> { ["Content-Type"] = "a/b", ["X-Site"] = "{nobody}" },
            Query = new Dictionary<string, string> { [""] = "x" },
            CaptureRequests =
            [
                new()
                {
                    Method = "",
                    Url = "{nowhere}/x",
                    ExtractedValues = [new() { Name = "site", Selector = "site", Pattern = "(" }],
                },
                new()
                {
                    Url = "https://x.example",
                    ExtractedValues =
                    [
                        new() { Name = "a", From = ExtractedValueSource.Text, ListPointer = "" },
                        new() { Name = "b", Where = new Dictionary<string, string> { ["/x"] = "y" } },
                        new()
                        {
                            Name = "c",
                            ListPointer = "/l",
                            Where = new Dictionary<string, string> { ["x"] = "{nobody}" },
                        },
                    ],
                },
            ],
        };
        var code = new OAuth2Auth
        {
            Grant = OAuth2Grant.AuthorizationCode,
            AuthorizationUrl = "https://x.example/authorize",
            TokenUrl = "https://{shop}.example/token",
            Captures = [new() { Name = "shop", From = CapturedValueSource.Callback }],
            CallbackCodeParameter = "state",
        };

        var problems = _engine.Catalog.Validate(_engine.Definition("mistakes", method, code));

        Assert.Equal(
            [
                "/authMethods/0/captureRequests/0/extractedValues/0/selector",
                "/authMethods/0/captureRequests/0/method",
                "/authMethods/0/captureRequests/0/url",
                "/authMethods/0/captureRequests/1/extractedValues/0/listPointer",
                "/authMethods/0/captureRequests/1/extractedValues/1/where",
                "/authMethods/0/captureRequests/1/extractedValues/2/where/x",
                "/authMethods/0/captureRequests/1/extractedValues/2/where/x",
                "/authMethods/0/headers/Content-Type", "/authMethods/0/headers/X-Site", "/authMethods/0/query/",
                "/authMethods/1/callbackCodeParameter", "/authMethods/1/captures/0/pattern",
            ],
            problems.Select(problem => problem.Location).Order(StringComparer.Ordinal));
    }

    private AuthRequest Request() => new()
    {
        Method = "GET",
        Url = new Uri(_server.BaseAddress, "sites").AbsoluteUri,
        ExtractedValues = [new() { Name = "site", Selector = "/site", Pattern = "s-[0-9]" }],
    };

    private Task<Connection> ConnectAsync(params AuthRequest[] requests) => ConnectAsync(null, requests);

    private async Task<Connection> ConnectAsync(string? wanted, params AuthRequest[] requests)
    {
        var method = new BearerAuth
        {
            CaptureRequests = requests,
            Headers = new Dictionary<string, string> { ["X-Site"] = "{site ?? \"\"}" },
        };
        var connector = await _engine.PublishAsync(
            _engine.Definition(methods: method) with { Inputs = [new() { Name = "wanted", Required = false }] });
        var inputs = wanted is null ? new Dictionary<string, string>() : new() { ["wanted"] = wanted };
        return await _engine.Connections.ConnectAsync(
            new()
            {
                ConnectorId = connector.Id,
                Name = "acme",
                Credential = Credential.Bearer("secret"),
                Inputs = inputs,
            });
    }
}
