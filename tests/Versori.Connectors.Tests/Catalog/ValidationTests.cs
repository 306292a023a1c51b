namespace Versori.Connectors.Tests.Catalog;

public sealed class ValidationTests : IAsyncDisposable
{
    private readonly CatalogHost _host = new();

    public static TheoryData<string, Func<ConnectorDefinition, ConnectorDefinition>, string[]> Broken => new()
    {
        { "no key", definition => definition with { Id = default }, ["/id"] },
        { "no title", definition => definition with { Title = " " }, ["/title"] },
        { "no base URL", definition => definition with { BaseUrl = "" }, ["/baseUrl"] },
        { "relative base URL", definition => definition with { BaseUrl = "/api" }, ["/baseUrl"] },
        { "other scheme", definition => definition with { BaseUrl = "ftp://example.com" }, ["/baseUrl"] },
        {
            "user name in the base URL",
            definition => definition with { BaseUrl = "https://user@example.com" },
            ["/baseUrl"]
        },
        { "fragment", definition => definition with { BaseUrl = "https://example.com/#top" }, ["/baseUrl"] },
        { "broken template", definition => definition with { BaseUrl = "https://{store.example.com" }, ["/baseUrl"] },
        { "undeclared input", definition => definition with { BaseUrl = "https://{store}.example.com" }, ["/baseUrl"] },
        { "plain http", definition => definition with { BaseUrl = "http://example.com" }, ["/baseUrl"] },
        {
            "two inputs with one name",
            definition =>
                definition with { Inputs = [new() { Name = "a" }, new() { Name = "b" }, new() { Name = "a" }] },
            ["/inputs/2"]
        },
        {
            "an invalid pattern",
            definition => definition with { Inputs = [new() { Name = "a", Pattern = "(" }] },
            ["/inputs/0/pattern"]
        },
        {
            "a default that is not allowed",
            definition => definition with { Inputs = [new() { Name = "a", AllowedValues = ["x"], Default = "y" }] },
            ["/inputs/0/default"]
        },
        {
            "two methods with one id",
            definition => definition with { AuthMethods = [new BearerAuth(), new BearerAuth()] },
            ["/authMethods/1"]
        },
        {
            "a method without id",
            definition => definition with { AuthMethods = [new BearerAuth { Id = "" }] },
            ["/authMethods/0/id"]
        },
        {
            "a key that is never sent",
            definition => definition with
            {
                AuthMethods = [ApiKeyAuth.Create(CredentialLocation.Header, "X-Api-Key", "Token")],
            },
            ["/authMethods/0/placements"]
        },
        {
            "a path parameter that is not in the path",
            definition => definition with
            {
                Endpoints =
                [
                    new()
                    {
                        Id = "a",
                        Method = "GET",
                        Path = "/a",
                        Parameters = [new() { Name = "id", In = ParameterLocation.Path, Required = true }],
                    },
                ],
            },
            ["/endpoints/0/parameters/0/name"]
        },
        {
            "a scheme with a space",
            definition => definition with { AuthMethods = [new BearerAuth { Scheme = "Bearer x" }] },
            ["/authMethods/0/scheme"]
        },
        {
            "a key without a placement",
            definition => definition with { AuthMethods = [new ApiKeyAuth { Placements = [] }] },
            ["/authMethods/0/placements"]
        },
        {
            "an invalid header name",
            definition => definition with { AuthMethods = [ApiKeyAuth.Create(CredentialLocation.Header, "X Key")] },
            ["/authMethods/0/placements/0/name"]
        },
        {
            "an invalid cookie name",
            definition => definition with { AuthMethods = [ApiKeyAuth.Create(CredentialLocation.Cookie, "a=b")] },
            ["/authMethods/0/placements/0/name"]
        },
        {
            "a query parameter without a name",
            definition => definition with { AuthMethods = [ApiKeyAuth.Create(CredentialLocation.Query, "")] },
            ["/authMethods/0/placements/0/name"]
        },
        {
            "an undeclared field",
            definition =>
                definition with { AuthMethods = [ApiKeyAuth.Create(CredentialLocation.Header, "X", "{token}")] },
            ["/authMethods/0/placements/0/value"]
        },
        {
            "no token URL",
            definition => definition with { AuthMethods = [new OAuth2Auth { Grant = OAuth2Grant.ClientCredentials }] },
            ["/authMethods/0/tokenUrl"]
        },
        {
            "a broken token URL",
            definition => definition with { AuthMethods = [OAuth2("token")] },
            ["/authMethods/0/tokenUrl"]
        },
        {
            "a token with an invalid header",
            definition =>
                definition with
                {
                    AuthMethods =
                    [
                        OAuth2() with { TokenPlacement = new() { Name = "not a header", Value = "{accessToken}" } },
                    ],
                },
            ["/authMethods/0/tokenPlacement/name"]
        },
        {
            "an undeclared value in a token parameter",
            definition =>
                definition with
                {
                    AuthMethods =
                    [
                        OAuth2() with { TokenParameters = new Dictionary<string, string> { ["a/b"] = "{nothing}" } },
                    ],
                },
            ["/authMethods/0/tokenParameters/a~1b"]
        },
        {
            "no separator",
            definition => definition with { AuthMethods = [OAuth2() with { ScopeSeparator = "" }] },
            ["/authMethods/0/scopeSeparator"]
        },
        {
            "a lifetime of zero",
            definition => definition with { AuthMethods = [OAuth2() with { DefaultLifetime = TimeSpan.Zero }] },
            ["/authMethods/0/defaultLifetime"]
        },
        {
            "a negative margin",
            definition =>
                definition with { AuthMethods = [OAuth2() with { RefreshMargin = TimeSpan.FromSeconds(-1) }] },
            ["/authMethods/0/refreshMargin"]
        },
        {
            "an alternative with an unknown method",
            definition =>
                definition with { AuthAlternatives = [new() { Methods = ["bearer"] }, new() { Methods = ["magic"] }] },
            ["/authAlternatives/1/methods"]
        },
        {
            "two endpoints with one id",
            definition => definition with { Endpoints = [definition.Endpoints[0], definition.Endpoints[0]] },
            ["/endpoints/1"]
        },
        {
            "an invalid HTTP method",
            definition => definition with { Endpoints = [definition.Endpoints[0] with { Method = "GET /" }] },
            ["/endpoints/0/method"]
        },
        {
            "a path without slash",
            definition => definition with { Endpoints = [definition.Endpoints[0] with { Path = "orders" }] },
            ["/endpoints/0/path"]
        },
        {
            "an undeclared path parameter",
            definition => definition with { Endpoints = [definition.Endpoints[0] with { Path = "/orders/{id}" }] },
            ["/endpoints/0/path"]
        },
        {
            "an endpoint base URL with an undeclared value",
            definition =>
                definition with
                {
                    Endpoints = [definition.Endpoints[0] with { BaseUrl = "https://{region}.example.com" }],
                },
            ["/endpoints/0/baseUrl"]
        },
        {
            "an endpoint's alternative",
            definition =>
                definition with
                {
                    Endpoints = [definition.Endpoints[0] with { AuthAlternatives = [new() { Methods = ["x"] }] }],
                },
            ["/endpoints/0/authAlternatives/0/methods"]
        },
        { "an unknown check endpoint", definition => definition with { CheckEndpoint = "me" }, ["/checkEndpoint"] },
        {
            "an invalid header name of the connector",
            definition => definition with { Headers = Headers(("X-Api/Version", "1")) },
            ["/headers/X-Api~1Version"]
        },
        {
            "a connector's header with a line break",
            definition => definition with { Headers = Headers(("X-A", "1\r\nX-B: 2")) },
            ["/headers/X-A"]
        },
        {
            "a connector's header with a line break after an expression",
            definition => definition with { Inputs = [new() { Name = "a" }], Headers = Headers(("X-A", "{a}\n")) },
            ["/headers/X-A"]
        },
        {
            "a connector's header with an undeclared value",
            definition => definition with { Headers = Headers(("X-A", "{nothing}")) },
            ["/headers/X-A"]
        },
        {
            "a connector's header with an invalid expression",
            definition => definition with { Headers = Headers(("X-A", "{")) },
            ["/headers/X-A"]
        },
        {
            "a connector's header of the content",
            definition => definition with { Headers = Headers(("Content-Type", "text/plain")) },
            ["/headers/Content-Type"]
        },
        {
            "reserved headers of the connector",
            definition =>
                definition with
                {
                    Headers = Headers(
                        ("host", "a"), ("Transfer-Encoding", "chunked"), ("Authorization", "x"), ("Cookie", "a=b")),
                },
            ["/headers/Authorization", "/headers/Cookie", "/headers/Transfer-Encoding", "/headers/host"]
        },
        {
            "a connector's header twice",
            definition => definition with { Headers = Headers(("X-A", "1"), ("x-a", "2")) },
            ["/headers/x-a"]
        },
        {
            "several at once",
            definition => definition with { Title = "", CheckEndpoint = "me", BaseUrl = "x" },
            ["/baseUrl", "/checkEndpoint", "/title"]
        },
    };

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static Dictionary<string, string> Headers(params (string Name, string Value)[] headers) =>
        headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    public async Task Each_problem_is_reported_by_json_pointer(
        string what, Func<ConnectorDefinition, ConnectorDefinition> broken, string[] pointers)
    {
        var definition = broken(CatalogHost.Definition());

        var problems = _host.Catalog.Validate(definition);

        Assert.Equal(pointers, problems.Select(problem => problem.Location).Order(StringComparer.Ordinal));
        Assert.All(problems, problem => Assert.Equal(ConnectorErrorCode.InvalidDefinition, problem.Code));
        Assert.All(problems, problem => Assert.NotEmpty(problem.Message));
        if (what == "no key") return;
        await _host.Catalog.SaveDraftAsync(definition);
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => _host.Catalog.PublishAsync(definition.Id));
        Assert.Equal(problems, exception.Errors);
    }

    [Fact]
    public void A_valid_definition_has_no_problems()
    {
        var definition = CatalogHost.Definition() with
        {
            BaseUrl = "https://{store}.example.com/{region ?? \"us\"}",
            Inputs =
            [
                new() { Name = "store", Pattern = "[a-z]+", Default = "shop" },
                new() { Name = "region", Required = false },
            ],
            AuthMethods =
            [
                ApiKeyAuth.Create(CredentialLocation.Header, "X-Key", "Token {key}:{store}"),
                new BasicAuth { Password = "" },
                new NoAuth(),
                OAuth2("https://{store}.example.com/token"),
            ],
            AuthAlternatives = [new() { Methods = ["apiKey", "oauth2"] }, new()],
            CheckEndpoint = "orders",
        };

        Assert.Empty(_host.Catalog.Validate(definition));
        Assert.Empty(_host.Catalog.Validate(CatalogHost.Definition() with { BaseUrl = "http://localhost:5000" }));
        Assert.Empty(
            _host.Catalog.Validate(
                CatalogHost.Definition() with { BaseUrl = "http://example.com", AllowInsecureHttp = true }));
    }

    private static OAuth2Auth OAuth2(string tokenUrl = "https://example.com/token") =>
        new() { Grant = OAuth2Grant.ClientCredentials, TokenUrl = tokenUrl };
}
