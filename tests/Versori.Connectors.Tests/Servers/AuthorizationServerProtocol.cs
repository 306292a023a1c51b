using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Validation.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Versori.Connectors.Tests.Servers;

/// <summary>The OpenIddict configuration of an <see cref="AuthorizationServer"/>.</summary>
internal static class AuthorizationServerProtocol
{
    public static void AddProtocol(
        this IServiceCollection services, AuthorizationServer owner, AuthorizationServerOptions settings)
    {
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        var database = $"{Guid.NewGuid()}";
        services.AddDbContext<DbContext>(options => options
            .UseInMemoryDatabase(database)
            .ConfigureWarnings(warnings => warnings.Ignore(InMemoryEventId.TransactionIgnoredWarning))
            .UseOpenIddict());

        services.AddOpenIddict()
            .AddCore(options =>
            {
                // The in-memory provider has no ExecuteUpdate.
                options.UseEntityFrameworkCore().UseDbContext<DbContext>().DisableBulkOperations();
                options.Configure(core => core.TimeProvider = settings.Time);
            })
            .AddServer(options =>
            {
                options.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token")
                    .SetIntrospectionEndpointUris("introspect").SetRevocationEndpointUris("revoke")
                    .SetDeviceAuthorizationEndpointUris("device").SetEndUserVerificationEndpointUris("verify")
                    .SetPushedAuthorizationEndpointUris("par");
                options.AllowClientCredentialsFlow().AllowAuthorizationCodeFlow().AllowRefreshTokenFlow()
                    .AllowDeviceAuthorizationFlow().AllowTokenExchangeFlow().RequireProofKeyForCodeExchange();
                options.RegisterScopes(AuthorizationServerClients.Scope)
                    .SetAccessTokenLifetime(settings.AccessTokenLifetime)
                    .SetRefreshTokenLifetime(settings.RefreshTokenLifetime)
                    .SetRefreshTokenReuseLeeway(settings.RefreshTokenReuseLeeway)
                    .AddEphemeralSigningKey(SecurityAlgorithms.EcdsaSha256)
                    .AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)))
                    .DisableAccessTokenEncryption()
                    .Configure(server => server.TimeProvider = settings.Time);
                options.UseAspNetCore().DisableTransportSecurityRequirement();

                if (settings.RequirePushedAuthorizationRequests)
                {
                    options.RequirePushedAuthorizationRequests();
                }

                options.AddEventHandler<ExtractTokenRequestContext>(handler => handler
                    .UseInlineHandler(context => owner.Count(context.Request))
                    .SetOrder(int.MaxValue - 1));
                options.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseInlineHandler(SignIn));
                options.AddEventHandler<HandleAuthorizationRequestContext>(
                    handler => handler.UseInlineHandler(context =>
                {
                    if (owner.DenyAuthorization)
                    {
                        context.Reject(Errors.AccessDenied, "The user said no.");
                    }
                    else
                    {
                        context.SignIn(Principal(AuthorizationServer.User, context.Request.GetScopes()));
                    }

                    return ValueTask.CompletedTask;
                }));
                options.AddEventHandler<HandleEndUserVerificationRequestContext>(
                    handler => handler.UseInlineHandler(context =>
                {
                    context.SignIn(Principal(AuthorizationServer.User, context.UserCodePrincipal!.GetScopes()));
                    return ValueTask.CompletedTask;
                }));
            })
            .AddValidation(options =>
            {
                options.UseLocalServer();
                options.UseAspNetCore();
                options.EnableTokenEntryValidation().EnableAuthorizationEntryValidation();
                options.Configure(validation => validation.TimeProvider = settings.Time);
            });

        services.AddAuthentication(OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme);
        services.AddAuthorization();
    }

    private static ValueTask SignIn(HandleTokenRequestContext context)
    {
        var request = context.Request;
        var known = context.AuthorizationCodePrincipal ?? context.RefreshTokenPrincipal ?? context.DeviceCodePrincipal;
        context.SignIn(known ?? Principal(
            context.SubjectTokenPrincipal?.GetClaim(Claims.Subject) ?? request.ClientId!, request.GetScopes()));
        return ValueTask.CompletedTask;
    }

    private static ClaimsPrincipal Principal(string subject, IEnumerable<string> scopes)
    {
        var identity = new ClaimsIdentity(TokenValidationParameters.DefaultAuthenticationType);
        identity.SetClaim(Claims.Subject, subject).SetScopes(scopes)
            .SetDestinations(static _ => [Destinations.AccessToken]);
        return new(identity);
    }
}
