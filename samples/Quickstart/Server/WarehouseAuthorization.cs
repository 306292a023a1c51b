using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Validation;
using OpenIddict.Validation.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Quickstart.Server;

/// <summary>
/// A real OAuth 2.0 server with the client credentials grant (RFC 6749 §4.4) and one client. It has no store
/// (OpenIddict's degraded mode): tokens are signed and carry a generation, which a revocation invalidates.
/// </summary>
internal static class WarehouseAuthorization
{
    public const string TokenPath = "/connect/token";
    private const string GenerationClaim = "warehouse_generation";

    public static void AddWarehouseAuthorization(
        this IServiceCollection services, WarehouseClient client, WarehouseTraffic traffic, TimeSpan tokenLifetime)
    {
        services.AddOpenIddict()
            .AddServer(options =>
            {
                options.EnableDegradedMode()
                    .AllowClientCredentialsFlow()
                    .SetTokenEndpointUris(TokenPath)
                    .SetAccessTokenLifetime(tokenLifetime)
                    .RegisterScopes([.. WarehouseScopes.Described.Keys])
                    .AddEphemeralSigningKey(SecurityAlgorithms.EcdsaSha256)
                    .AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)))
                    .DisableAccessTokenEncryption();

                // The sample listens on loopback only, without a certificate.
                options.UseAspNetCore().DisableTransportSecurityRequirement();

                options.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
                {
                    if (!client.Is(context.ClientId, context.ClientSecret))
                    {
                        context.Reject(Errors.InvalidClient, "The client is unknown, or its secret is wrong.");
                    }

                    return ValueTask.CompletedTask;
                }));

                options.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseInlineHandler(context =>
                {
                    context.SignIn(Principal(context.Request, traffic.Generation));
                    return ValueTask.CompletedTask;
                }));
            })
            .AddValidation(options =>
            {
                options.UseLocalServer();
                options.UseAspNetCore();

                options.AddEventHandler<OpenIddictValidationEvents.ProcessAuthenticationContext>(handler => handler
                    .UseInlineHandler(context =>
                    {
                        if (context.AccessTokenPrincipal?.GetClaim(GenerationClaim) is { } generation &&
                            generation != $"{traffic.Generation}")
                        {
                            context.Reject(Errors.InvalidToken, "The token was revoked.");
                        }

                        return ValueTask.CompletedTask;
                    })
                    .SetOrder(int.MaxValue - 1));
            });

        // Nothing is written to disk, including keys.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAuthentication(OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme);
        services.AddAuthorization(options =>
        {
            foreach (var scope in WarehouseScopes.Described.Keys)
            {
                options.AddPolicy(scope, policy => policy.RequireAssertion(context => context.User.HasScope(scope)));
            }
        });
    }

    private static ClaimsPrincipal Principal(OpenIddictRequest request, int generation)
    {
        var identity = new ClaimsIdentity(TokenValidationParameters.DefaultAuthenticationType);

        identity.SetClaim(Claims.Subject, request.ClientId)
            .SetClaim(GenerationClaim, $"{generation}")
            .SetDestinations(static _ => [Destinations.AccessToken]);

        // RFC 6749 §3.3: a request without a scope gets the default, here all scopes of the client.
        var requested = request.GetScopes();
        var principal = new ClaimsPrincipal(identity);
        principal.SetScopes(requested.IsEmpty ? [.. WarehouseScopes.Described.Keys] : requested);
        return principal;
    }
}
