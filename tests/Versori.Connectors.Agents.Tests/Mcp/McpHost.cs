using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol.AspNetCore.Authentication;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Versori.Connectors.Mcp;
using Versori.Connectors.Mcp.AspNetCore;

namespace Versori.Connectors.Agents.Tests.Mcp;

/// <summary>
/// A web host with an MCP server for the tracker. Callers authenticate with a bearer token of the host, and connect
/// their account on a page of the host. Everything that is sent and received is recorded.
/// </summary>
internal sealed class McpHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private McpHost(WebApplication app, LoopbackServer system)
    {
        _app = app;
        System = system;
    }

    public LoopbackServer System { get; }

    public TrafficRecord Traffic { get; } = new();

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Urls.First());

    public Uri McpAddress => new(Address, "mcp");

    public static async Task<McpHost> StartAsync(
        Action<McpConnectorOptions>? configure = null, Action<McpHttpOptions>? configureHttp = null)
    {
        var system = await LoopbackServer.StartAsync(TrackerSystem.RespondAsync);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services
            .AddAuthentication(options =>
            {
                options.DefaultScheme = "caller";
                options.DefaultChallengeScheme = McpAuthenticationDefaults.AuthenticationScheme;
            })
            .AddScheme<AuthenticationSchemeOptions, CallerScheme>("caller", null)
            .AddMcp(options => options.ResourceMetadata = new()
            {
                AuthorizationServers = { "https://login.example.com" },
                ScopesSupported = ["mcp"],
            });
        builder.Services.AddAuthorization();
        builder.Services.AddVersoriConnectors().AddMcpHttp(
            options =>
            {
                options.Templates.Add(AgentHost.Template);
                configure?.Invoke(options);
            },
            configureHttp);
        McpHost? host = null;
        builder.Services.AddSingleton<IConnectLinkProvider>(provider => new PageLinks(
            provider.GetRequiredService<ConnectTickets>(), () => host!.Address));
        var app = builder.Build();
        host = new(app, system);
        app.Use((context, next) => host.Traffic.RecordAsync(context, next));
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/connect", OpenPageAsync).RequireAuthorization();
        app.MapVersoriMcp();
        await app.StartAsync();
        await AgentHost.PublishAsync(app.Services, system, TrackerSystem.Document);
        return host;
    }

    public static string CallerToken(string user) => $"caller-{user}";

    public HttpClient CreateHttpClient(string? user = null)
    {
        var client = new HttpClient { BaseAddress = Address };
        if (user is not null) client.DefaultRequestHeaders.Authorization = new("Bearer", CallerToken(user));
        return client;
    }

    /// <summary>Connects a client of a user.</summary>
    /// <param name="user">The user.</param>
    /// <param name="version">The revision of the protocol.</param>
    /// <param name="elicit">Answers for the person; the client cannot ask anyone if it is null.</param>
    public Task<McpClient> ConnectAsync(
        string user,
        string version,
        Func<ElicitRequestParams, ValueTask<ElicitResult>>? elicit = null) =>
        McpClient.CreateAsync(
            new HttpClientTransport(
                new() { Endpoint = McpAddress, TransportMode = HttpTransportMode.StreamableHttp },
                CreateHttpClient(user),
                ownsHttpClient: true),
            Clients.Options(version, elicit));

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await System.DisposeAsync();
    }

    // The page of the host: the link works only for the person for whom it was made.
    private static async Task<IResult> OpenPageAsync(
        string ticket, ClaimsPrincipal user, ConnectTickets tickets, IServiceProvider services)
    {
        var id = user.FindFirst("sub")!.Value;
        if (await tickets.OpenAsync(ticket, Owner.User(id)) is null) return Results.StatusCode(403);
        await AgentHost.ConnectAsync(services, id);
        return Results.Ok();
    }

    private sealed class PageLinks(ConnectTickets tickets, Func<Uri> address) : IConnectLinkProvider
    {
        public ValueTask<ConnectLink?> CreateAsync(
            ConnectLinkRequest request, CancellationToken cancellationToken = default) =>
            new(new ConnectLink(new Uri(address(), $"connect?ticket={tickets.Create(request)}"))
            {
                ExpiresAt = tickets.ExpiresAt,
            });
    }

    private sealed class CallerScheme(
        IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var header = Request.Headers.Authorization.ToString();
            const string Prefix = "Bearer caller-";
            if (!header.StartsWith(Prefix, StringComparison.Ordinal))
                return Task.FromResult(AuthenticateResult.NoResult());
            var identity = new ClaimsIdentity([new("sub", header[Prefix.Length..])], Scheme.Name);
            return Task.FromResult(AuthenticateResult.Success(new(new(identity), Scheme.Name)));
        }
    }
}
