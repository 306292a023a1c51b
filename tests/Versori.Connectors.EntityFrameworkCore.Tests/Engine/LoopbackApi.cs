using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Engine;

/// <summary>
/// An external system on loopback: <c>/token</c> issues tokens that begin with a canary, <c>/me</c> requires one.
/// </summary>
internal sealed class LoopbackApi : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _tokenRequests;

    private LoopbackApi(string canary)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(async context =>
        {
            if (context.Request.Path == "/token")
            {
                var number = Interlocked.Increment(ref _tokenRequests);
                if (BeforeToken is { } before) await before(number);
                using (var body = new StreamReader(context.Request.Body))
                    LastTokenRequest = await body.ReadToEndAsync();
                await context.Response.WriteAsJsonAsync(new
                {
                    access_token = $"{canary}-access-{number}",
                    refresh_token = $"{canary}-refresh-{number}",
                    token_type = "Bearer",
                    expires_in = 3600,
                });
                return;
            }

            var isKnown = context.Request.Headers.Authorization.ToString()
                .StartsWith($"Bearer {canary}-", StringComparison.Ordinal);
            context.Response.StatusCode = isKnown ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
        });
    }

    public Uri BaseAddress => new(_app.Urls.First());

    public int TokenRequests => _tokenRequests;

    /// <summary>Is awaited before the response to a token request, with the number of the request.</summary>
    public Func<int, Task>? BeforeToken { get; set; }

    /// <summary>The form of the last token request.</summary>
    public string LastTokenRequest { get; private set; } = "";

    public static async Task<LoopbackApi> StartAsync(string canary)
    {
        var api = new LoopbackApi(canary);
        await api._app.StartAsync();
        return api;
    }

    /// <summary>The connector of this system, which accepts a static token or an OAuth client.</summary>
    public ConnectorDefinition Definition(string id = "api") => new()
    {
        Id = ConnectorId.Parse(id),
        Title = "API",
        BaseUrl = BaseAddress.AbsoluteUri.TrimEnd('/'),
        AuthMethods =
        [
            new BearerAuth { Id = "bearer" },
            new OAuth2Auth
            {
                Id = "client",
                Grant = OAuth2Grant.ClientCredentials,
                TokenUrl = new Uri(BaseAddress, "/token").AbsoluteUri,
            },
            new OAuth2Auth
            {
                Id = "person",
                Grant = OAuth2Grant.AuthorizationCode,
                AuthorizationUrl = new Uri(BaseAddress, "/authorize").AbsoluteUri,
                TokenUrl = new Uri(BaseAddress, "/token").AbsoluteUri,
            },
        ],
        Endpoints = [new() { Id = "me", Method = "GET", Path = "/me" }],
        Webhooks = [new() { Id = "hook", Scheme = HmacWebhookScheme.GitHub }],
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
