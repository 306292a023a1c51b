using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Validation.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SignIn;

/// <summary>
/// The external system: a library with its own OAuth 2.0 server (OpenIddict, without a store). Every visitor is
/// signed in as reader 1 and consents automatically.
/// </summary>
internal sealed class LibraryServer : IAsyncDisposable
{
    public const string ClientId = "sign-in-sample";

    private readonly WebApplication _app;

    private LibraryServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        AddProtocol(builder.Services);
        _app = builder.Build();
        _app.UseAuthentication();
        _app.UseAuthorization();
        _app.MapGet("/me", (ClaimsPrincipal caller) => $"Hello, {caller.GetClaim(Claims.Subject)}.")
            .RequireAuthorization();
    }

    public Uri Issuer => new(_app.Urls.First());

    public static async Task<LibraryServer> StartAsync()
    {
        var server = new LibraryServer();
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

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
                    // RFC 8252 §7.3: any port on loopback.
                    var isKnown = context.ClientId == ClientId && IsLoopbackCallback(context.RedirectUri);
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
                    context.SignIn(Reader(context.Request.GetScopes()));
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

    private static bool IsLoopbackCallback(string? redirectUri) =>
        Uri.TryCreate(redirectUri, UriKind.Absolute, out var uri) && uri.IsLoopback && uri.AbsolutePath == "/callback";

    private static ClaimsPrincipal Reader(IEnumerable<string> scopes)
    {
        var identity = new ClaimsIdentity(TokenValidationParameters.DefaultAuthenticationType);
        identity.SetClaim(Claims.Subject, "reader 1")
            .SetScopes(scopes)
            .SetDestinations(static _ => [Destinations.AccessToken]);
        return new(identity);
    }
}
