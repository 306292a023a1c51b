using System.Net.Http.Json;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Versori.Connectors.Soak.Servers;

/// <summary>
/// An OAuth 2.0 server (OpenIddict) whose refresh tokens are valid once, without leeway: the second use of one ends the
/// whole grant. Its resource only accepts the newest access token, unless that was expired.
/// </summary>
internal sealed class RotatingServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("versori-authority-").FullName;
    private readonly WebApplication _app;
    private volatile string? _newest;
    private volatile string? _expired;
    private int _refreshes;
    private int _refusals;
    private int _rejections;

    private string Tokens => $"Data Source={Path.Combine(_folder, "tokens.db")}";

    private RotatingServer()
    {
        var builder = Loopback.CreateBuilder();
        AddProtocol(builder.Services);
        _app = builder.Build();
        _app.UseAuthentication();
        _app.Map("/resource", (HttpContext context) =>
        {
            var isGood = _newest is { } newest
                && newest != _expired
                && context.Request.Headers.Authorization.ToString() == $"Bearer {newest}";
            if (!isGood) Interlocked.Increment(ref _rejections);
            return Results.StatusCode(isGood ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized);
        });
    }

    public Uri Address => new(_app.Urls.First());

    /// <summary>Token requests with a refresh token, including refused ones.</summary>
    public int Refreshes => _refreshes;

    /// <summary>Token requests that were refused. One that uses a refresh token again ends the grant.</summary>
    public int Refusals => _refusals;

    /// <summary>Calls to the resource that returned 401.</summary>
    public int Rejections => _rejections;

    public static async Task<RotatingServer> StartAsync()
    {
        var server = new RotatingServer();
        await server._app.StartAsync();
        await using var scope = server._app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DbContext>().Database.EnsureCreatedAsync();
        await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>()
            .CreateAsync(new OpenIddictApplicationDescriptor
            {
                ClientId = Systems.ClientId,
                ClientSecret = Systems.ClientSecret,
                ClientType = ClientTypes.Confidential,
                Permissions =
            {
                Permissions.Endpoints.Token,
                Permissions.GrantTypes.Password,
                Permissions.GrantTypes.RefreshToken,
            },
            });
        return server;
    }

    /// <summary>Expires the current access token.</summary>
    public void Expire() => _expired = _newest;

    /// <summary>The tokens of a sign-in that happened elsewhere.</summary>
    public async Task<Credential> SignInAsync()
    {
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent([
            new("grant_type", "password"), new("username", "alice"), new("password", "unused"), new(
                "scope", "offline_access"),
            new("client_id", Systems.ClientId), new("client_secret", Systems.ClientSecret)]);
        using var response = await http.PostAsync(new Uri(Address, "/token"), form);
        var tokens = await response.Content.ReadFromJsonAsync<JsonElement>();
        return Systems.Credential(
            tokens.GetProperty("access_token").GetString()!, tokens.GetProperty("refresh_token").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        using (var connection = new SqliteConnection(Tokens)) SqliteConnection.ClearPool(connection);
        Directory.Delete(_folder, recursive: true);
    }

    private void AddProtocol(IServiceCollection services)
    {
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddDbContext<DbContext>(options => options.UseSqlite(Tokens).UseOpenIddict());
        services.AddAuthentication();
        services.AddOpenIddict()
            .AddCore(options => options.UseEntityFrameworkCore().UseDbContext<DbContext>())
            .AddServer(options =>
            {
                options.SetTokenEndpointUris("token").AllowPasswordFlow().AllowRefreshTokenFlow()
                    .SetAccessTokenLifetime(TimeSpan.FromHours(1)).SetRefreshTokenReuseLeeway(null)
                    .AddEphemeralSigningKey(SecurityAlgorithms.EcdsaSha256)
                    .AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)))
                    .DisableAccessTokenEncryption();
                options.UseAspNetCore().DisableTransportSecurityRequirement();
                options.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseInlineHandler(SignIn));
                options.AddEventHandler<ApplyTokenResponseContext>(
                    handler => handler.UseInlineHandler(Note).SetOrder(int.MinValue));
            });
    }

    private ValueTask Note(ApplyTokenResponseContext context)
    {
        if (context.Request?.IsRefreshTokenGrantType() == true) Interlocked.Increment(ref _refreshes);
        if (context.Response.Error is not null) Interlocked.Increment(ref _refusals);
        if (context.Response.AccessToken is { } issued) _newest = issued;
        return ValueTask.CompletedTask;
    }

    private static ValueTask SignIn(HandleTokenRequestContext context)
    {
        if (context.RefreshTokenPrincipal is { } known)
        {
            context.SignIn(known);
            return ValueTask.CompletedTask;
        }

        var identity = new ClaimsIdentity(TokenValidationParameters.DefaultAuthenticationType);
        identity.SetClaim(Claims.Subject, context.Request.Username).SetScopes(context.Request.GetScopes());
        context.SignIn(new ClaimsPrincipal(identity));
        return ValueTask.CompletedTask;
    }
}
