using System.Net;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authorization;
using OpenIddict.Abstractions;

namespace Quickstart.Server;

/// <summary>
/// The external system of this sample: a warehouse with an HTTP API, an OpenAPI document and its own OAuth 2.0 server,
/// on a loopback port that the operating system chooses the first time.
/// </summary>
public sealed class WarehouseServer : IAsyncDisposable
{
    private readonly WarehouseClient _client;
    private readonly WarehouseTraffic _traffic = new();
    private readonly WebApplication _app;

    private WarehouseServer(WarehouseState state, TimeSpan tokenLifetime)
    {
        _client = new(state);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, state.Port));
        builder.Services.AddWarehouseAuthorization(_client, _traffic, tokenLifetime);
        // Numbers are only accepted as JSON numbers, and the document describes them so.
        builder.Services.ConfigureHttpJsonOptions(
            json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        builder.Services.AddWarehouseDocument(() => BaseAddress);

        _app = builder.Build();
        _app.Use(CountAsync);
        _app.UseAuthentication();
        _app.UseAuthorization();
        _app.MapOpenApi();
        _app.MapWarehouse(new());
    }

    /// <summary>The base address of the API.</summary>
    public Uri BaseAddress => new(_app.Urls.First());

    /// <summary>The address of the OpenAPI document.</summary>
    public Uri OpenApiDocument => new(BaseAddress, WarehouseDocument.Path);

    /// <summary>The token endpoint.</summary>
    public Uri TokenEndpoint => new(BaseAddress, WarehouseAuthorization.TokenPath);

    /// <summary>The id of the only client.</summary>
    public string ClientId => _client.Id;

    /// <summary>The number of token requests received, including refused ones.</summary>
    public int TokenRequests => _traffic.TokenRequests;

    /// <summary>The number of API calls received, including rejected ones.</summary>
    public int ApiCalls => _traffic.ApiCalls;

    /// <summary>The number of API calls that returned 401.</summary>
    public int RejectedApiCalls => _traffic.RejectedApiCalls;

    /// <summary>The number of API calls made with each token, by its <c>jti</c>.</summary>
    public IReadOnlyDictionary<string, int> ApiCallsByToken => _traffic.ApiCallsByToken;

    /// <summary>Creates a new secret for the client and returns it once.</summary>
    public string IssueClientSecret() => _client.IssueSecret();

    /// <summary>Starts a warehouse.</summary>
    /// <param name="state">The state that it keeps.</param>
    /// <param name="tokenLifetime">The lifetime of an access token; one hour by default.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static async Task<WarehouseServer> StartAsync(
        WarehouseState state, TimeSpan? tokenLifetime = null, CancellationToken cancellationToken = default)
    {
        var server = new WarehouseServer(state, tokenLifetime ?? TimeSpan.FromHours(1));
        await server._app.StartAsync(cancellationToken);
        state.Port = server.BaseAddress.Port;
        return server;
    }

    /// <summary>Revokes every token issued so far: calls with one of them get 401 <c>invalid_token</c>.</summary>
    public void RevokeIssuedTokens() => _traffic.StartNewGeneration();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task CountAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments(WarehouseAuthorization.TokenPath, StringComparison.Ordinal))
        {
            _traffic.CountTokenRequest();
        }

        // Counted before the response is sent, so that a caller that has its response also sees the count.
        if (context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is not null)
        {
            context.Response.OnStarting(() =>
            {
                var tokenId = context.User.GetClaim(OpenIddictConstants.Claims.JwtId);
                _traffic.CountApiCall(tokenId, context.Response.StatusCode == StatusCodes.Status401Unauthorized);
                return Task.CompletedTask;
            });
        }

        await next(context);
    }
}
