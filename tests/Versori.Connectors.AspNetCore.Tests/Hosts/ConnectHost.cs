using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Versori.Connectors.AspNetCore.Tests.Hosts;

/// <summary>A host with the Connect page on loopback with TLS, and an external system that takes one key.</summary>
public sealed class ConnectHost : IAsyncDisposable
{
    public const string GoodKey = "good-key";

    private readonly WebApplication _app;

    private readonly X509Certificate2 _certificate;

    private ConnectHost(WebApplication app, X509Certificate2 certificate, LoopbackServer system)
    {
        _app = app;
        _certificate = certificate;
        System = system;
    }

    /// <summary>The external system: it accepts <see cref="GoodKey"/> anywhere in the headers.</summary>
    public LoopbackServer System { get; }

    /// <summary>What happens while the external system responds.</summary>
    public Func<Task>? OnCall { get; set; }

    public ShiftedTime Time => (ShiftedTime)Services.GetRequiredService<TimeProvider>();

    public Uri Address => new(_app.Urls.First());

    public IServiceProvider Services => _app.Services;

    public IConnections Connections => Services.GetRequiredService<IConnections>();

    public IConnectorCatalog Catalog => Services.GetRequiredService<IConnectorCatalog>();

    public static async Task<ConnectHost> StartAsync(
        Action<ConnectOptions>? configure = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? map = null)
    {
        ConnectHost? started = null;
        var system = await LoopbackServer.StartAsync(async context =>
        {
            if (started?.OnCall is { } call) await call();
            await RespondAsync(context);
        });
        var certificate = LoopbackCertificate.Create();
        var builder = LoopbackHost.CreateBuilder(certificate);
        builder.Environment.EnvironmentName = Environments.Production;
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddRouting();
        builder.Services.AddSingleton<TimeProvider>(new ShiftedTime());
        builder.Services.AddAuthentication(TestUsers.Name)
            .AddScheme<AuthenticationSchemeOptions, TestUsers>(TestUsers.Name, null);
        builder.Services.AddAuthorizationBuilder().AddPolicy("admin", policy => policy.RequireClaim("admin"));
        builder.Services.AddVersoriConnectors().AddConnect(options =>
        {
            options.AdministratorPolicy = "admin";
            configure?.Invoke(options);
        });
        builder.Services.Configure<Microsoft.AspNetCore.HostFiltering.HostFilteringOptions>(
            options => options.AllowedHosts = ["127.0.0.1", "localhost"]);
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseHostFiltering();
        app.UseAuthentication();
        app.UseAuthorization();
        if (map is null) app.MapVersoriConnect("/connect").RequireAuthorization();
        else map(app);
        var host = started = new ConnectHost(app, certificate, system);
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }

        return host;
    }

    /// <summary>Publishes a connector of the external system.</summary>
    public async Task<ConnectorId> PublishAsync(
        IReadOnlyList<AuthMethod> methods, Func<ConnectorDefinition, ConnectorDefinition>? change = null)
    {
        var definition = new ConnectorDefinition
        {
            Id = ConnectorId.Parse("shop"),
            Title = "Shop",
            BaseUrl = System.BaseAddress.AbsoluteUri,
            AuthMethods = methods,
            Endpoints = [new() { Id = "me", Method = "GET", Path = "/me" }],
        };
        definition = change?.Invoke(definition) ?? definition;
        await Catalog.SaveDraftAsync(definition);
        await Catalog.PublishAsync(definition.Id);
        return definition.Id;
    }

    public TestBrowser Browser(string? user = "alice") => new(Address, _certificate, user);

    /// <summary>The same browser, whose requests reach this host.</summary>
    public TestBrowser Browser(TestBrowser same) => new(Address, _certificate, user: null, same.Cookies);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await System.DisposeAsync();
        _certificate.Dispose();
    }

    private static Task RespondAsync(HttpContext context)
    {
        var basic = Convert.ToBase64String("alice:good-key"u8);
        var isGood = context.Request.Headers.Any(header =>
            header.Value.ToString().Contains(GoodKey, StringComparison.Ordinal)
            || header.Value.ToString().Contains(basic, StringComparison.Ordinal));
        if (context.Request.Path.StartsWithSegments("/token"))
        {
            return context.Response.WriteAsJsonAsync(
                new { access_token = GoodKey, token_type = "Bearer", session = GoodKey, expires_in = 3600 });
        }

        context.Response.StatusCode = isGood ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
        return context.Response.WriteAsJsonAsync(new { name = "Alice" });
    }
}
