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

    private WarehouseServer(WarehouseBooks books, TimeSpan tokenLifetime)
    {
        _client = new(books);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, books.Port));
        builder.Services.AddWarehouseAuthorization(_client, _traffic, tokenLifetime);
        // A number is a number, in the document too.
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        builder.Services.AddWarehouseDocument(() => BaseAddress);

        _app = builder.Build();
        _app.Use(CountAsync);
        _app.UseAuthentication();
        _app.UseAuthorization();
        _app.MapOpenApi();
        _app.MapWarehouse(new());
    }

    /// <summary>Where the API is.</summary>
    public Uri BaseAddress => new(_app.Urls.First());

    /// <summary>Where the API describes itself.</summary>
    public Uri OpenApiDocument => new(BaseAddress, WarehouseDocument.Path);

    /// <summary>Where tokens are issued.</summary>
    public Uri TokenEndpoint => new(BaseAddress, WarehouseAuthorization.TokenPath);

    /// <summary>The id of the one client.</summary>
    public string ClientId => _client.Id;

    /// <summary>How many token requests have arrived, refused ones included.</summary>
    public int TokenRequests => _traffic.TokenRequests;

    /// <summary>How many API calls have arrived, rejected ones included.</summary>
    public int ApiCalls => _traffic.ApiCalls;

    /// <summary>How many API calls were answered with 401.</summary>
    public int RejectedApiCalls => _traffic.RejectedApiCalls;

    /// <summary>How many API calls were made with each token, by its <c>jti</c>.</summary>
    public IReadOnlyDictionary<string, int> ApiCallsByToken => _traffic.ApiCallsByToken;

    /// <summary>Gives the one client a new secret, which is shown this once.</summary>
    public string IssueClientSecret() => _client.IssueSecret();

    /// <summary>Starts a warehouse of its own.</summary>
    /// <param name="books">What it remembers.</param>
    /// <param name="tokenLifetime">How long an access token is good for; an hour unless set.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    public static async Task<WarehouseServer> StartAsync(
        WarehouseBooks books, TimeSpan? tokenLifetime = null, CancellationToken cancellationToken = default)
    {
        var server = new WarehouseServer(books, tokenLifetime ?? TimeSpan.FromHours(1));
        await server._app.StartAsync(cancellationToken);
        books.Port = server.BaseAddress.Port;
        return server;
    }

    /// <summary>Ends every token issued so far: calls with one of them get 401 <c>invalid_token</c>.</summary>
    public void RevokeIssuedTokens() => _traffic.StartNewGeneration();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task CountAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments(WarehouseAuthorization.TokenPath, StringComparison.Ordinal))
        {
            _traffic.CountTokenRequest();
        }

        // Counted before the answer is on its way, so that a caller that has its answer also sees the count.
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
