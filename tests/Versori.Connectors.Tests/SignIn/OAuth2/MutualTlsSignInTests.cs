using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Authentication.ClientCertificates;

namespace Versori.Connectors.Tests.SignIn;

/// <summary>Signing in with a certificate that authenticates the client (RFC 8705), as in open banking.</summary>
public sealed class MutualTlsSignInTests : MutualTlsTest
{
    private static readonly Uri Callback = new("https://host.example/callback");

    private ISignIns Authorizations => Engine.Services.GetRequiredService<ISignIns>();

    private OAuth2Auth Method(OAuth2Grant grant = OAuth2Grant.AuthorizationCode) => new()
    {
        Grant = grant,
        ClientId = "c-1",
        ClientAuthentication = OAuth2ClientAuthentication.TlsClientAuth,
        AuthorizationUrl = $"{Server.BaseAddress}authorize",
        PushedAuthorizationUrl = $"{Server.BaseAddress}par",
        DeviceAuthorizationUrl = $"{Server.BaseAddress}device",
        TokenUrl = $"{Server.BaseAddress}token",
    };

    private SignInRequest Request(params Credential[] further) =>
        new()
        {
            ConnectorId = Bank,
            Name = "acme",
            RedirectUri = Callback,
            Session = new("s"),
            AdditionalCredentials = further,
        };

    private static Task RespondAsync(HttpContext context) => context.Request.Path.Value switch
    {
        "/par" => context.Response.WriteAsJsonAsync(new { request_uri = "urn:x", expires_in = 60 }),
        "/device" =>
            context.Response.WriteAsJsonAsync(new
            {
                device_code = "d",
                user_code = "u",
                verification_uri = "https://bank.example/device",
                expires_in = 600,
                interval = 1,
            }),
        "/token" =>
            context.Response.WriteAsJsonAsync(new { access_token = "t", refresh_token = "r", expires_in = 3600 }),
        _ => Task.CompletedTask,
    };

    private async Task<Connection> SignInAsync(SignInRequest request)
    {
        var pushedBefore = Server.Requests.Count;
        await Authorizations.BeginAsync(request);
        var state = Server.Requests[pushedBefore].Parameters["state"];
        return await Authorizations.CompleteAsync(
            new() { Uri = new($"{Callback}?code=abc&state={state}"), Session = new("s") });
    }

    [Fact]
    public async Task Every_request_to_the_server_presents_the_certificate_and_the_connection_keeps_it()
    {
        Response = RespondAsync;
        await Engine.PublishAsync(Definition(Method(), new ClientCertificateAuth()));

        var connection = await SignInAsync(Request(Certificate()));
        await Engine.Connections.RefreshAsync(connection.Id);

        Assert.Equal(["oauth2", "clientCertificate"], connection.Snapshot.Methods.Select(method => method.Id));
        Assert.Equal(["/par", "/token", "/me", "/token"], Server.Requests.Select(request => request.Path));
        Assert.Equal(
            ["c-1", "c-1"],
            Server.Requests.Where(request => request.Path == "/token")
                .Select(request => request.Parameters["client_id"]));
        Assert.All(Server.Presented, presented => Assert.Equal(Client.Thumbprint, presented));
        // The secrets of the sign-in are deleted. The connection has its own.
        Assert.All(Secrets.Live, secret => Assert.Equal(SecretHolder.For(connection.Id), secret.Holder));
    }

    [Fact]
    public async Task Signing_in_again_keeps_the_certificate_or_replaces_it()
    {
        Response = RespondAsync;
        await Engine.PublishAsync(Definition(Method(), new ClientCertificateAuth()));
        var connection = await SignInAsync(Request(Certificate()));
        var next = Authority.Issue("next");

        var again = await SignInAsync(
            new() { ConnectorId = Bank, ConnectionId = connection.Id, RedirectUri = Callback, Session = new("s") });
        Assert.All(Server.Presented, presented => Assert.Equal(Client.Thumbprint, presented));
        await SignInAsync(new()
        {
            ConnectorId = Bank,
            ConnectionId = connection.Id,
            RedirectUri = Callback,
            Session = new("s"),
            AdditionalCredentials = [Certificate(next)],
        });

        Assert.Equal(["oauth2", "clientCertificate"], again.Snapshot.Methods.Select(method => method.Id));
        Assert.Equal([next.Thumbprint, next.Thumbprint, next.Thumbprint], Server.Presented.TakeLast(3));
    }

    [Fact]
    public async Task A_device_sign_in_presents_the_certificate()
    {
        Response = RespondAsync;
        await Engine.PublishAsync(Definition(Method(OAuth2Grant.DeviceCode), new ClientCertificateAuth()));

        var device = await Authorizations.BeginDeviceAsync(Request(Certificate()));
        await Authorizations.CompleteDeviceAsync(device.Id);

        Assert.Equal(["/device", "/token", "/me"], Server.Requests.Select(request => request.Path));
        Assert.All(Server.Presented, presented => Assert.Equal(Client.Thumbprint, presented));
    }

    [Fact]
    public async Task A_sign_in_without_the_certificate_is_refused_when_it_begins()
    {
        await Engine.PublishAsync(Definition(Method(), new ClientCertificateAuth()));

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => Authorizations.BeginAsync(Request()));

        Assert.Equal((ConnectorErrorCode.InvalidCredential, "oauth2"), (exception.Code, exception.Error.Location));
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task An_additional_credential_for_the_method_itself_is_refused()
    {
        await Engine.PublishAsync(Definition(Method(), new ClientCertificateAuth()));

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => Authorizations.BeginAsync(Request(Credential.OAuth2Tokens("t"), Certificate())));

        Assert.Equal(ConnectorErrorCode.InvalidCredential, exception.Code);
        Assert.Empty(Secrets.Live);
    }
}
