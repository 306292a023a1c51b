using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Validation.AspNetCore;
using Versori.Connectors;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Saas;

/// <summary>
/// Two external systems, a tracker and a mailer, with one OAuth 2.0 server (OpenIddict, without a store).
/// </summary>
internal sealed class Systems : IAsyncDisposable
{
    private const string ClientId = "saas";

    private readonly WebApplication _app;

    private Systems(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        AddProtocol(builder.Services);
        _app = builder.Build();
        _app.UseAuthentication();
        _app.UseAuthorization();
        _app.MapGet("/tracker/tickets", (ClaimsPrincipal caller) => $"2 tickets of {caller.GetClaim(Claims.Subject)}")
            .RequireAuthorization();
        _app.MapPost("/mailer/send", () => "queued").RequireAuthorization();
    }

    public ConnectorDefinition Tracker =>
        Definition("tracker", "Tracker", new() { Id = "tickets", Method = "GET", Path = "/tickets" });

    public ConnectorDefinition Mailer =>
        Definition("mailer", "Mailer", new() { Id = "send", Method = "POST", Path = "/send" });

    /// <param name="port">A port on loopback; 0 for a free one.</param>
    public static async Task<Systems> StartAsync(int port)
    {
        var systems = new Systems(port);
        await systems._app.StartAsync();
        return systems;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private ConnectorDefinition Definition(string id, string title, ConnectorEndpoint endpoint)
    {
        var issuer = new Uri(_app.Urls.First());
        return new()
        {
            Id = ConnectorId.Parse(id),
            Title = title,
            BaseUrl = new Uri(issuer, id).AbsoluteUri,
            Endpoints = [endpoint],
            AuthMethods =
            [
                new OAuth2Auth
                {
                    Title = $"Sign in to {title}",
                    Grant = OAuth2Grant.AuthorizationCode,
                    Issuer = issuer.AbsoluteUri,
                    ClientId = ClientId,
                    ClientAuthentication = OAuth2ClientAuthentication.None,
                    Scopes = ["offline_access"],
                },
            ],
        };
    }

    private static void AddProtocol(IServiceCollection services)
    {
        services.AddOpenIddict()
            .AddServer(options =>
            {
                options.EnableDegradedMode()
                    .AllowAuthorizationCodeFlow().AllowRefreshTokenFlow().RequireProofKeyForCodeExchange()
                    .SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token")
                    .AddEphemeralSigningKey(SecurityAlgorithms.EcdsaSha256)
                    .AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)));
                // The sample listens on loopback only, without a certificate.
                options.UseAspNetCore().DisableTransportSecurityRequirement();
                options.AddEventHandler<ValidateAuthorizationRequestContext>(
                    handler => handler.UseInlineHandler(context =>
                {
                    var isKnown = context.ClientId == ClientId && IsOwnCallback(context.RedirectUri);
                    if (!isKnown) context.Reject(Errors.InvalidClient, "The client or its redirect URI is not known.");
                    return ValueTask.CompletedTask;
                }));
                options.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
                {
                    if (context.ClientId != ClientId) context.Reject(Errors.InvalidClient, "The client is not known.");
                    return ValueTask.CompletedTask;
                }));
                options.AddEventHandler<HandleAuthorizationRequestContext>(
                    handler => handler.UseInlineHandler(context =>
                {
                    context.SignIn(Account(context.Request.GetScopes()));
                    return ValueTask.CompletedTask;
                }));
                options.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseInlineHandler(context =>
                {
                    context.SignIn((context.AuthorizationCodePrincipal ?? context.RefreshTokenPrincipal)!);
                    return ValueTask.CompletedTask;
                }));
            })
            .AddValidation(options =>
            {
                options.UseLocalServer();
                options.UseAspNetCore();
            });
        // Nothing is written to disk, including keys.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAuthentication(OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme);
        services.AddAuthorization();
    }

    private static bool IsOwnCallback(string? redirectUri) =>
        Uri.TryCreate(redirectUri, UriKind.Absolute, out var uri)
        && uri is { IsLoopback: true, AbsolutePath: "/connect/callback" };

    private static ClaimsPrincipal Account(IEnumerable<string> scopes)
    {
        var identity = new ClaimsIdentity(TokenValidationParameters.DefaultAuthenticationType);
        identity.SetClaim(Claims.Subject, $"account {RandomNumberGenerator.GetInt32(100, 1000)}")
            .SetScopes(scopes)
            .SetDestinations(static _ => [Destinations.AccessToken]);
        return new(identity);
    }
}
