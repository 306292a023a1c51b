using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Abstractions;

namespace Versori.Connectors.Tests.Servers;

/// <summary>
/// A real OAuth 2.0 server on loopback (OpenIddict). <c>/resource</c> accepts its access tokens. The user is
/// <see cref="User"/>, is always signed in, and consents by default.
/// </summary>
public sealed class AuthorizationServer : IAsyncDisposable
{
    public const string User = "alice";

    private readonly ConcurrentDictionary<string, int> _tokenRequests = new(StringComparer.Ordinal);
    private readonly WebApplication _app;

    private AuthorizationServer(AuthorizationServerOptions options)
    {
        var builder = LoopbackHost.CreateBuilder();
        builder.Services.AddLogging();
        builder.Services.AddProtocol(this, options);
        _app = builder.Build();
        _app.UseAuthentication();
        _app.UseAuthorization();
        _app.MapGet("/resource", (ClaimsPrincipal caller) => caller.GetClaim("sub")).RequireAuthorization();
    }

    /// <summary>The issuer; discovery is below it at <c>.well-known/openid-configuration</c>.</summary>
    public Uri Issuer => new(_app.Urls.First());

    public Uri TokenEndpoint => new(Issuer, "/token");

    public Uri AuthorizationEndpoint => new(Issuer, "/authorize");

    public Uri PushedAuthorizationEndpoint => new(Issuer, "/par");

    public Uri DeviceAuthorizationEndpoint => new(Issuer, "/device");

    public Uri IntrospectionEndpoint => new(Issuer, "/introspect");

    public Uri RevocationEndpoint => new(Issuer, "/revoke");

    /// <summary>Returns the subject of a valid access token, or 401.</summary>
    public Uri Resource => new(Issuer, "/resource");

    /// <summary>The private key of the client <see cref="AuthorizationServerClients.Signer"/>.</summary>
    public ECDsa SignerKey { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>Whether the user denies authorization requests.</summary>
    public bool DenyAuthorization { get; set; }

    /// <summary>All token requests, including refused ones.</summary>
    public int TokenRequests => _tokenRequests.Values.Sum();

    public static async Task<AuthorizationServer> StartAsync(AuthorizationServerOptions? options = null)
    {
        var server = new AuthorizationServer(options ?? new());
        await server._app.StartAsync();

        foreach (var client in AuthorizationServerClients.All(server.SignerKey))
        {
            await server.RegisterClientAsync(client);
        }

        return server;
    }

    /// <summary>The number of token requests with this grant type.</summary>
    public int TokenRequestsFor(string grantType) => _tokenRequests.GetValueOrDefault(grantType);

    public async Task RegisterClientAsync(OpenIddictApplicationDescriptor client)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(client);
    }

    /// <summary>Enters the code that a device shows, and consents.</summary>
    public async Task ApproveDeviceAsync(string userCode)
    {
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent([new("user_code", userCode)]);
        using var response = await http.PostAsync(new Uri(Issuer, "/verify"), form);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Revokes all tokens of every kind issued so far.</summary>
    public async Task RevokeAllAsync()
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var tokens = scope.ServiceProvider.GetRequiredService<IOpenIddictTokenManager>();
        await tokens.RevokeAsync(subject: null, client: null, status: null, type: null);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        SignerKey.Dispose();
    }

    internal ValueTask Count(OpenIddictRequest? request)
    {
        _tokenRequests.AddOrUpdate(request?.GrantType ?? "", 1, static (_, count) => count + 1);
        return ValueTask.CompletedTask;
    }
}
