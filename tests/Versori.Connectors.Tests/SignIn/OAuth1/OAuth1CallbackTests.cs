using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.Tests.SignIn;

/// <summary>Failures of a sign-in: nothing is saved, and no secret is exposed.</summary>
public sealed class OAuth1CallbackTests : IAsyncLifetime
{
    private OAuth1Host _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await OAuth1Host.StartAsync();
        await _host.PublishAsync(_host.Method());
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_callback_is_valid_once()
    {
        var authorization = await _host.Authorizations.BeginAsync(_host.Request());
        var callback = _host.Provider.Agree(authorization.Url);
        await _host.CompleteAsync(authorization, callback);

        await RefusedAsync(
            ConnectorErrorCode.InvalidCallback,
            "oauth_token",
            () => _host.CompleteAsync(authorization, callback),
            saved: 1);
    }

    [Fact]
    public async Task Another_session_and_another_token_find_no_sign_in()
    {
        var authorization = await _host.Authorizations.BeginAsync(_host.Request());
        var callback = _host.Provider.Agree(authorization.Url);

        await RefusedAsync(
            ConnectorErrorCode.InvalidCallback,
            "oauth_token",
            () => _host.Authorizations.CompleteAsync(new() { Uri = callback, Session = new("session-2") }));
        await RefusedAsync(
            ConnectorErrorCode.InvalidCallback,
            "oauth_token",
            () => _host.CompleteAsync(authorization, With(callback, "oauth_token=temporary", "oauth_token=other")));
        await RefusedAsync(
            ConnectorErrorCode.InvalidCallback,
            "oauth_token",
            () => _host.CompleteAsync(authorization, new($"{callback}&oauth_token=other")));
    }

    [Theory]
    [InlineData("denied=temporary%20token%2F1")]
    [InlineData("oauth_token=temporary%20token%2F1&oauth_problem=user_refused")]
    public async Task A_denied_consent_has_its_own_error(string query)
    {
        var authorization = await _host.Authorizations.BeginAsync(_host.Request());

        await RefusedAsync(
            ConnectorErrorCode.AuthorizationDenied,
            "oauth1",
            () => _host.CompleteAsync(authorization, new($"{OAuth1Host.Callback}&{query}")));
        Assert.Equal(0, await _host.SecretsOfAsync(SecretHolder.ForSignIn(authorization.Id)));
    }

    [Fact]
    public async Task A_callback_that_lacks_a_verifier_has_another_uri_or_is_late_is_refused()
    {
        foreach (var (location, change) in new (string, Func<Uri, Uri>)[]
        {
            ("oauth_verifier", callback => With(callback, "&oauth_verifier=canary-verifier", "")),
            ("uri", callback => With(callback, "/callback", "/elsewhere")),
            ("state", callback =>
            {
                _host.Engine.Time.Advance(TimeSpan.FromMinutes(11));
                return callback;
            }),
        })
        {
            var authorization = await _host.Authorizations.BeginAsync(_host.Request());
            var callback = change(_host.Provider.Agree(authorization.Url));
            await RefusedAsync(
                ConnectorErrorCode.InvalidCallback, location, () => _host.CompleteAsync(authorization, callback));
        }
    }

    [Fact]
    public async Task A_verifier_that_the_system_does_not_recognise_is_refused()
    {
        var authorization = await _host.Authorizations.BeginAsync(_host.Request());
        var callback = With(_host.Provider.Agree(authorization.Url), "canary-verifier", "canary-wrong");

        await RefusedAsync(
            ConnectorErrorCode.CredentialRefused, "oauth1", () => _host.CompleteAsync(authorization, callback));
    }

    [Theory]
    [InlineData("oauth_token=t&oauth_token_secret=canary-s", "/oauth_callback_confirmed")]
    [InlineData(
        "oauth_token=t&oauth_token_secret=canary-s&oauth_callback_confirmed=false", "/oauth_callback_confirmed")]
    [InlineData("oauth_token_secret=canary-s&oauth_callback_confirmed=true", "/oauth_token")]
    [InlineData("oauth_token=&oauth_token_secret=canary-s&oauth_callback_confirmed=true", "/oauth_token")]
    [InlineData("oauth_token=a%0D%0Ab&oauth_token_secret=canary-s&oauth_callback_confirmed=true", "/oauth_token")]
    [InlineData("oauth_token=t&oauth_callback_confirmed=true", "/oauth_token_secret")]
    [InlineData("<html><body a=\"canary-s\">Sign in</body></html>", "/oauth_token")]
    [InlineData("", "")]
    public async Task The_error_for_an_invalid_response_names_the_field(string response, string location)
    {
        _host.Provider.Instead["/initiate"] = context => context.Response.WriteAsync(response);

        await RefusedAsync(
            ConnectorErrorCode.InvalidResponse, location, () => _host.Authorizations.BeginAsync(_host.Request()));
    }

    [Theory]
    [InlineData("oauth_token=t", "/oauth_token_secret")]
    [InlineData("oauth_token=t&oauth_token_secret=canary-s&oauth_expires_in=soon", "/oauth_expires_in")]
    [InlineData("<html>canary-s</html>", "/oauth_token")]
    public async Task The_error_for_an_invalid_token_response_names_the_field(string response, string location)
    {
        var authorization = await _host.Authorizations.BeginAsync(_host.Request());
        _host.Provider.Instead["/token"] = context => context.Response.WriteAsync(response);

        await RefusedAsync(
            ConnectorErrorCode.InvalidResponse,
            location,
            () => _host.CompleteAsync(authorization, _host.Provider.Agree(authorization.Url)));
    }

    [Fact]
    public async Task A_huge_response_is_not_read()
    {
        _host.Provider.Instead["/initiate"] = context =>
            context.Response.WriteAsync($"oauth_token={new string('x', 3_000_000)}");

        await RefusedAsync(
            ConnectorErrorCode.InvalidResponse, "", () => _host.Authorizations.BeginAsync(_host.Request()));
    }

    [Fact]
    public async Task A_temporary_failure_is_transient()
    {
        _host.Provider.Instead["/initiate"] = context =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        };

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => _host.Authorizations.BeginAsync(_host.Request()));

        Assert.Equal((ConnectorErrorCode.Unavailable, true), (exception.Code, exception.Error.IsTransient));
    }

    [Theory]
    [InlineData("consumerSecret")]
    [InlineData("consumerKey")]
    public async Task A_missing_consumer_field_is_named_in_the_error(string missing)
    {
        var client = new Dictionary<string, string> { ["consumerKey"] = "k", ["consumerSecret"] = "s" };
        client.Remove(missing);

        await RefusedAsync(ConnectorErrorCode.InvalidCredential, missing, () => _host.Authorizations.BeginAsync(new()
        {
            ConnectorId = _host.Connector,
            Name = "acme",
            RedirectUri = OAuth1Host.Callback,
            Client = Credential.For("oauth1", client),
        }));
        Assert.Empty(_host.Provider.Requests);
    }

    [Fact]
    public async Task A_callback_sign_in_accepts_no_pin_and_a_pin_sign_in_accepts_no_callback()
    {
        var withCallback = await _host.Authorizations.BeginAsync(_host.Request());
        await RefusedAsync(
            ConnectorErrorCode.InvalidCallback,
            "id",
            () => _host.Authorizations.CompleteWithPinAsync(withCallback.Id, "1", withCallback.Session));
        await _host.Authorizations.CancelAsync(withCallback.Id);

        var withPin = await _host.Authorizations.BeginAsync(_host.Request(outOfBand: true));
        await RefusedAsync(
            ConnectorErrorCode.InvalidCallback,
            "uri",
            () =>
                _host.CompleteAsync(
                    withPin, new($"{OAuth1Host.Callback}&oauth_token=temporary%20token%2F1&oauth_verifier=1")));
    }

    [Fact]
    public async Task A_missing_step_of_a_definition_is_located_in_the_error()
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => _host.PublishAsync(_host.Method() with { TokenUrl = null, TokenRequestMethod = "PUT" }));

        Assert.Equal(
            ["/authMethods/0/tokenUrl", "/authMethods/0/tokenRequestMethod"],
            exception.Errors.Select(error => error.Location));
    }

    private async Task RefusedAsync(ConnectorErrorCode code, string location, Func<Task> act, int saved = 0)
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(act);

        Assert.Equal((code, location), (exception.Code, exception.Error.Location));
        Assert.DoesNotContain("canary", exception.ToString());
        Assert.DoesNotContain(
            _host.Engine.Logs.GetSnapshot(), record => record.ToString().Contains("canary", StringComparison.Ordinal));
        Assert.Equal(saved, await _host.Engine.Connections.ListAsync(new()).CountAsync());
    }

    private static Uri With(Uri callback, string before, string after) =>
        new(callback.OriginalString.Replace(before, after, StringComparison.Ordinal));
}
