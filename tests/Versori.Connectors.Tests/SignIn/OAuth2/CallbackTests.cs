using Microsoft.Extensions.DependencyInjection;
using static Versori.Connectors.Tests.SignIn.SignInHost;

namespace Versori.Connectors.Tests.SignIn;

[Trait("Kind", "Race")]
public sealed class CallbackTests : IAsyncLifetime
{
    private SignInHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await SignInHost.StartAsync();
        await _host.PublishAsync(_host.Code() with { RequireIssuer = true });
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_state_is_valid_once()
    {
        var authorization = await _host.Authorizations.BeginAsync(_host.Request());
        var callback = await _host.VisitAsync(authorization);
        await _host.CompleteAsync(authorization, callback);

        await Refused("state", () => _host.CompleteAsync(authorization, callback));
    }

    [Fact]
    public async Task Of_several_concurrent_callbacks_with_one_state_one_connects()
    {
        var authorization = await _host.Authorizations.BeginAsync(_host.Request());
        var callback = await _host.VisitAsync(authorization);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            try
            {
                await _host.CompleteAsync(authorization, callback);
                return true;
            }
            catch (ConnectorException)
            {
                return false;
            }
        }));

        Assert.Equal(1, outcomes.Count(succeeded => succeeded));
        Assert.Equal(1, _host.Server.TokenRequests);
    }

    [Fact]
    public async Task An_expired_sign_in_is_refused()
    {
        var authorization = await _host.Authorizations.BeginAsync(_host.Request());
        var callback = await _host.VisitAsync(authorization);
        _host.Engine.Time.Advance(TimeSpan.FromMinutes(11));

        await Refused("state", () => _host.CompleteAsync(authorization, callback));
        Assert.Equal(0, await _host.SecretsOfAsync(SecretHolder.ForSignIn(authorization.Id)));
    }

    [Fact]
    public async Task A_callback_in_another_session_is_refused_and_consumes_the_state()
    {
        var authorization = await _host.Authorizations.BeginAsync(_host.Request());
        var callback = await _host.VisitAsync(authorization);

        await Refused(
            "session", () => _host.Authorizations.CompleteAsync(new() { Uri = callback, Session = new("session-2") }));
        await Refused("state", () => _host.CompleteAsync(authorization, callback));
    }

    [Fact]
    public async Task A_state_that_was_never_issued_is_refused()
    {
        var authorization = await _host.Authorizations.BeginAsync(_host.Request());

        await Refused(
            "state", () => _host.CompleteAsync(authorization, new("http://127.0.0.1/callback?state=guess&code=c")));
        await Refused("state", () => _host.CompleteAsync(authorization, new("http://127.0.0.1/callback?code=c")));
    }

    [Theory]
    [InlineData("iss", "https://mix-up.example/", "iss")]
    [InlineData("iss", null, "iss")]
    [InlineData("code", null, "code")]
    public async Task A_callback_with_a_wrong_or_missing_issuer_or_without_a_code_is_refused(
        string name, string? value, string location)
    {
        var authorization = await _host.Authorizations.BeginAsync(_host.Request());
        var callback = With(await _host.VisitAsync(authorization), name, value);

        await Refused(location, () => _host.CompleteAsync(authorization, callback));
        Assert.Equal(0, _host.Server.TokenRequests);
    }

    [Theory]
    [InlineData("http://127.0.0.1/callback/other")]
    [InlineData("http://127.0.0.1:81/callback")]
    [InlineData("https://127.0.0.1/callback")]
    [InlineData("http://evil.example/callback")]
    public async Task A_callback_to_another_uri_is_refused(string uri)
    {
        var authorization = await _host.Authorizations.BeginAsync(_host.Request());
        var callback = await _host.VisitAsync(authorization);

        await Refused("uri", () => _host.CompleteAsync(authorization, new(uri + callback.Query)));
    }

    [Fact]
    public async Task A_repeated_parameter_is_refused()
    {
        var authorization = await _host.Authorizations.BeginAsync(_host.Request());
        var callback = await _host.VisitAsync(authorization);

        await Refused("code", () => _host.CompleteAsync(authorization, new($"{callback}&code=another")));
    }

    [Fact]
    public async Task A_denied_consent_is_distinguished_from_a_failure()
    {
        _host.Server.DenyAuthorization = true;
        var authorization = await _host.Authorizations.BeginAsync(_host.Request());
        var callback = await _host.VisitAsync(authorization);

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => _host.CompleteAsync(authorization, callback));

        Assert.Equal(ConnectorErrorCode.AuthorizationDenied, exception.Code);
        Assert.Equal(["access_denied"], exception.Error.Related);
        await NothingIsLeft();
    }

    [Theory]
    [InlineData("invalid_scope", ConnectorErrorCode.CredentialRefused)]
    [InlineData("temporarily_unavailable", ConnectorErrorCode.Unavailable)]
    [InlineData("<script>", ConnectorErrorCode.CredentialRefused)]
    public async Task An_error_in_the_callback_is_typed_and_its_text_is_not_repeated(
        string error, ConnectorErrorCode code)
    {
        var authorization = await _host.Authorizations.BeginAsync(_host.Request());
        var callback = With(With(await _host.VisitAsync(authorization), "code", null), "error", error);

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => _host.CompleteAsync(authorization, callback));

        Assert.Equal(code, exception.Code);
        Assert.DoesNotContain("<", exception.Message);
    }

    [Fact]
    public async Task A_code_that_was_never_issued_creates_no_connection_and_is_not_leaked()
    {
        var authorization = await _host.Authorizations.BeginAsync(_host.Request());
        var callback = With(await _host.VisitAsync(authorization), "code", "canary-code");

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => _host.CompleteAsync(authorization, callback));

        Assert.Equal(ConnectorErrorCode.CredentialRefused, exception.Code);
        Assert.DoesNotContain("canary-code", exception.ToString());
        Assert.All(_host.Engine.Logs.GetSnapshot(), record => Assert.DoesNotContain("canary-code", record.Message));
        await NothingIsLeft();
    }

    [Theory]
    [InlineData("/relative", "absolute")]
    [InlineData("https://host.example/callback#part", "fragment")]
    [InlineData("http://host.example/callback", "loopback")]
    public async Task An_unsafe_redirect_uri_is_refused_when_the_sign_in_begins(string uri, string why)
    {
        var request = new SignInRequest
        {
            ConnectorId = _host.Connector,
            Name = "acme",
            RedirectUri = new(uri, UriKind.RelativeOrAbsolute),
        };

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => _host.Authorizations.BeginAsync(request));

        Assert.Equal("redirectUri", exception.Error.Location);
        Assert.Contains(why, exception.Message);
    }

    [Fact]
    public async Task A_cancelled_sign_in_cannot_be_completed()
    {
        var authorization = await _host.Authorizations.BeginAsync(_host.Request());
        var callback = await _host.VisitAsync(authorization);

        await _host.Authorizations.CancelAsync(authorization.Id);

        await Refused("state", () => _host.CompleteAsync(authorization, callback));
        Assert.Equal(0, await _host.SecretsOfAsync(SecretHolder.ForSignIn(authorization.Id)));
    }

    [Fact]
    public async Task A_browser_sign_in_cannot_be_completed_as_a_device_sign_in()
    {
        var authorization = await _host.Authorizations.BeginAsync(_host.Request());

        await Refused("id", () => _host.Authorizations.CompleteDeviceAsync(authorization.Id));
    }

    [Fact]
    public async Task Abandoned_sign_ins_leave_no_secrets()
    {
        var forgotten = await _host.Authorizations.BeginAsync(_host.Request());
        _host.Engine.Time.Advance(TimeSpan.FromHours(1));

        await _host.Authorizations.BeginAsync(_host.Request("other"));

        Assert.Equal(0, await _host.SecretsOfAsync(SecretHolder.ForSignIn(forgotten.Id)));
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused_when_the_sign_in_begins()
    {
        await _host.SignInAsync();

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => _host.Authorizations.BeginAsync(_host.Request()));

        Assert.Equal(ConnectorErrorCode.AlreadyExists, exception.Code);
    }

    private async Task NothingIsLeft()
    {
        Assert.Empty(await _host.Engine.Connections.ListAsync(new()).ToListAsync());
        Assert.Empty(
            await _host.Engine.Services.GetRequiredService<IPendingSignInStore>()
                .TakeExpiredAsync(DateTimeOffset.MaxValue, default).ToListAsync());
    }

    private static async Task Refused(string location, Func<Task> complete)
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(complete);
        Assert.Equal((ConnectorErrorCode.InvalidCallback, location), (exception.Code, exception.Error.Location));
    }
}
