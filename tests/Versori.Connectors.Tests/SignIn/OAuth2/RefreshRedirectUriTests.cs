using Versori.Connectors.Tests.Authentication.OAuth2;
using Versori.Connectors.Tests.Servers;

namespace Versori.Connectors.Tests.SignIn;

/// <summary>Systems that require the redirect URI of the sign-in with each refresh.</summary>
public sealed class RefreshRedirectUriTests : IAsyncLifetime
{
    private const string RedirectUri = "http://127.0.0.1/callback";
    private const string OtherRedirectUri = "http://127.0.0.1/other";

    private TokenServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TokenServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Every_refresh_includes_the_redirect_uri_of_the_sign_in()
    {
        await PublishAsync(includesRedirectUri: true);
        _server.Returns(Response("a1")).Returns(Response("a2")).Returns(Response("a3"));
        var connection = await SignIns.SignInAsync(_server.Engine);

        await _server.Engine.Connections.RefreshAsync(connection.Id);
        await _server.Engine.Connections.RefreshAsync(connection.Id);

        Assert.Equal(["authorization_code", "refresh_token", "refresh_token"], Parameters("grant_type"));
        Assert.Equal([RedirectUri, RedirectUri, RedirectUri], Parameters("redirect_uri"));
    }

    [Fact]
    public async Task Other_systems_do_not_get_it()
    {
        await PublishAsync(includesRedirectUri: false);
        _server.Returns(Response("a1")).Returns(Response("a2"));
        var connection = await SignIns.SignInAsync(_server.Engine);

        await _server.Engine.Connections.RefreshAsync(connection.Id);

        Assert.Equal([RedirectUri, null], Parameters("redirect_uri"));
    }

    [Fact]
    public async Task A_connection_that_was_made_from_tokens_has_none()
    {
        await PublishAsync(includesRedirectUri: true);
        _server.Returns(Response("a2"));
        var connection = await _server.Engine.Connections.ConnectAsync(new()
        {
            ConnectorId = ConnectorId.Parse("system"),
            Name = "acme",
            Credential = Credential.OAuth2Tokens("a1", "r0"),
            CheckCredential = false,
        });

        await _server.Engine.Connections.RefreshAsync(connection.Id);

        Assert.Equal([null], Parameters("redirect_uri"));
    }

    [Fact]
    public async Task A_refresh_token_that_is_kept_after_another_sign_in_keeps_its_redirect_uri()
    {
        var identity = RefreshResponseTests.Jwt(("iss", "https://as.example"), ("sub", "ada"));
        await PublishAsync(includesRedirectUri: true);
        _server.Returns($$"""{"access_token":"a1","id_token":"{{identity}}","refresh_token":"r1"}""")
            .Returns($$"""{"access_token":"a2","id_token":"{{identity}}"}""")
            .Returns(Response("a3"));
        var first = await SignIns.SignInAsync(_server.Engine);

        await SignIns.SignInAsync(_server.Engine, existing: first.Id, redirectUri: OtherRedirectUri);
        await _server.Engine.Connections.RefreshAsync(first.Id);

        Assert.Equal([RedirectUri, OtherRedirectUri, RedirectUri], Parameters("redirect_uri"));
    }

    private Task<Connector> PublishAsync(bool includesRedirectUri) =>
        _server.PublishAsync(_server.Code() with { IncludeRedirectUriOnRefresh = includesRedirectUri });

    private static string Response(string token) => $$"""{"access_token":"{{token}}","refresh_token":"r1"}""";

    private string?[] Parameters(string name) =>
        [.. _server.TokenRequests.Select(request => request.Parameters.GetValueOrDefault(name))];
}
