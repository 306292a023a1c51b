using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Servers;

namespace Versori.Connectors.Tests.SignIn;

public sealed class AuthorizationRequestTests : IAsyncLifetime
{
    private TokenServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TokenServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Each_parameter_of_an_authorization_url_occurs_once()
    {
        var url = await BeginAsync(_server.Code() with
        {
            AuthorizationUrl = "https://login.example.com/auth?prompt=consent&response_type=code&audience=api"
                + "&audience=b&state=fixed&client%5Fid=other&redirect_uri=https%3A%2F%2Fevil.example",
            AuthorizationParameters = new Dictionary<string, string> { ["prompt"] = "select_account" },
        });

        var query = QueryHelpers.ParseQuery(url.Query);
        Assert.All(query, parameter => Assert.Single(parameter.Value));
        Assert.Equal(
            ["select_account", "code", "api", "client", "http://127.0.0.1/callback"],
            new[] { "prompt", "response_type", "audience", "client_id", "redirect_uri" }
                .Select(name => query[name].ToString()));
        Assert.NotEqual("fixed", query["state"].ToString());
    }

    [Fact]
    public async Task Each_parameter_occurs_once_if_the_url_has_a_fragment()
    {
        var url = await BeginAsync(_server.Code() with
        {
            AuthorizationUrl = "https://login.example.com/?prompt=consent&client_id=other&theme=dark",
            AuthorizationFragment = "/authorize",
            AuthorizationParameters = new Dictionary<string, string> { ["prompt"] = "login" },
        });

        Assert.Equal("?theme=dark", url.Query);
        Assert.Contains("prompt=login", url.Fragment, StringComparison.Ordinal);
        Assert.Contains("client_id=client", url.Fragment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parameters_of_the_url_are_pushed_with_the_others()
    {
        _server.Returns("""{"request_uri":"urn:example:1"}""", 201);
        var url = await BeginAsync(_server.Code() with
        {
            AuthorizationUrl = "https://login.example.com/auth?audience=the%20api&client_id=other",
            PushedAuthorizationUrl = _server.TokenUrl,
        });

        Assert.Equal("the api", _server.TokenRequests.Single().Parameters["audience"]);
        Assert.Equal("client", _server.TokenRequests.Single().Parameters["client_id"]);
        Assert.Equal("client", QueryHelpers.ParseQuery(url.Query)["client_id"].ToString());
    }

    [Fact]
    public async Task A_token_url_with_parameters_repeats_none()
    {
        _server.Returns("""{"access_token":"a"}""");

        await _server.ConnectAsync(
            new OAuth2Auth
            {
                Grant = OAuth2Grant.ClientCredentials,
                TokenUrl = $"{_server.TokenUrl}?grant_type=other&tenant=t1",
                TokenRequestMethod = "GET",
            },
            Credential.OAuth2ClientCredentials("client", "secret"));

        var query = QueryHelpers.ParseQuery(_server.TokenRequests.Single().Target.Split('?')[1]);
        Assert.Equal(("client_credentials", "t1"), (query["grant_type"].ToString(), query["tenant"].ToString()));
    }

    public static TheoryData<string, string, string, bool> Needs => new()
    {
        { "https://{shop}.example/authorize", "https://x.example/token", "/authMethods/0/authorizationUrl", true },
        { "https://{shop ?? \"login\"}.example/authorize", "https://x.example/token", "", true },
        { "https://x.example/authorize", "https://{shop}.example/token", "", true },
        { "https://x.example/authorize", "https://{shop}.example/token", "/authMethods/0/tokenUrl", false },
    };

    [Theory]
    [MemberData(nameof(Needs))]
    public void A_sign_in_that_can_never_succeed_is_refused_when_the_definition_is_saved(
        string authorizationUrl, string tokenUrl, string problem, bool fromCallback)
    {
        var method = _server.Code() with
        {
            AuthorizationUrl = authorizationUrl,
            TokenUrl = tokenUrl,
            Captures =
            [
                new()
                {
                    Name = "shop",
                    From = fromCallback ? CapturedValueSource.Callback : CapturedValueSource.TokenResponse,
                    Pattern = "[a-z]+",
                },
            ],
        };

        var problems = _server.Engine.Catalog.Validate(_server.Engine.Definition(methods: method));

        Assert.Equal(problem.Length == 0 ? [] : [problem], problems.Select(found => found.Location!));
    }

    [Fact]
    public void Parameters_of_the_authorization_request_are_checked_like_those_of_its_url()
    {
        var method = _server.Code() with
        {
            AuthorizationParameters = new Dictionary<string, string> { ["realm"] = "{realmId}" },
            Captures = [new() { Name = "realmId" }],
        };

        Assert.Equal(
            "/authMethods/0/authorizationParameters/realm",
            Assert.Single(_server.Engine.Catalog.Validate(_server.Engine.Definition(methods: method))).Location);
    }

    [Fact]
    public async Task Headers_that_need_a_captured_value_are_not_sent_with_the_request_that_captures_it()
    {
        await using var api = await LoopbackServer.StartAsync(
            context => context.Response.WriteAsync("""{"site":"s1"}"""));
        var connector = await _server.Engine.PublishAsync(new()
        {
            Id = ConnectorId.Parse("sites"),
            Title = "Sites",
            BaseUrl = api.BaseAddress.AbsoluteUri,
            Headers = new Dictionary<string, string> { ["X-Connector-Site"] = "{site}", ["X-Version"] = "1" },
            AuthMethods =
            [
                new BearerAuth
                {
                    Headers = new Dictionary<string, string> { ["X-Method-Site"] = "{site}" },
                    Query = new Dictionary<string, string> { ["site"] = "{site}" },
                    CaptureRequests =
                    [
                        new()
                        {
                            Method = "GET",
                            Url = $"{api.BaseAddress.AbsoluteUri}sites",
                            ExtractedValues = [new() { Name = "site", Selector = "/site" }],
                        },
                    ],
                },
            ],
        });

        var connection = await _server.Engine.Connections.ConnectAsync(
            connector.Id, "acme", Credential.Bearer("token"));
        await _server.Engine.Clients.CreateClient(connection).GetAsync("me");

        var (capture, call) = (api.Requests[0], api.Requests[^1]);
        Assert.Equal(("Bearer token", "1"), (capture.Authorization, capture.Headers["X-Version"]));
        Assert.DoesNotContain("X-Method-Site", capture.Headers.Keys);
        Assert.DoesNotContain("X-Connector-Site", capture.Headers.Keys);
        Assert.DoesNotContain("?", capture.Target, StringComparison.Ordinal);
        Assert.Equal(
            ("s1", "s1", "s1"),
            (call.Headers["X-Method-Site"], call.Headers["X-Connector-Site"], call.Query["site"]));
    }

    [Fact]
    public async Task Empty_headers_are_not_sent_with_token_requests()
    {
        _server.Returns("""{"access_token":"a"}""");

        await _server.ConnectAsync(
            new OAuth2Auth
            {
                Grant = OAuth2Grant.ClientCredentials,
                TokenUrl = _server.TokenUrl,
                Fields = [new() { Name = "tenant", Required = false }],
                TokenHeaders = new Dictionary<string, string>
                {
                    ["X-Tenant"] = "{tenant ?? \"\"}",
                    ["X-Version"] = "1",
                },
            },
            Credential.OAuth2ClientCredentials("client", "secret"));

        var headers = _server.TokenRequests.Single().Headers;
        Assert.DoesNotContain("X-Tenant", headers.Keys);
        Assert.Equal("1", headers["X-Version"]);
    }

    private async Task<Uri> BeginAsync(OAuth2Auth method)
    {
        await _server.PublishAsync(method);
        var begun = await _server.Engine.Services.GetRequiredService<ISignIns>().BeginAsync(new()
        {
            ConnectorId = ConnectorId.Parse("system"),
            Name = "acme",
            RedirectUri = new("http://127.0.0.1/callback"),
        });
        return begun.Url;
    }
}
