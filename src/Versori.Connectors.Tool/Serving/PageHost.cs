using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Versori.Connectors.Tool.Serving;

/// <summary>
/// The host of the Connect page. It reads no configuration: neither files nor variables can open it further.
/// </summary>
internal static class PageHost
{
    private const string Administrators = "Administrators";

    // Requests of a browser that still run do not delay the end.
    private static readonly TimeSpan Shutdown = TimeSpan.FromSeconds(1);

    public static WebApplication Create(ServeSettings settings, PageAddress address, LinkAccess access)
    {
        var builder = WebApplication.CreateEmptyBuilder(new()
        {
            ApplicationName = "versori-connectors",
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenLocalhost(address.Port);
        });
        AddLogging(builder.Logging);
        AddAccess(builder.Services, address, access);
        builder.Services.AddVersoriConnectors()
            .ConfigureExternalUrls(urls => urls.Trust(settings.TrustedOrigins))
            .UseSqlite(settings.Database)
            .AddKnownSystems()
            .AddConnect(connect =>
            {
                connect.PublicUri = address.Origin;
                connect.AdministratorPolicy = Administrators;
            });
        return Map(builder.Build(), new(access, address));
    }

    /// <summary>A port that is free now.</summary>
    public static int FindFreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static WebApplication Map(WebApplication app, LinkPages pages)
    {
        app.Use(next => context => pages.CheckHostAsync(context, next));
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/", pages.OpenAsync);
        app.MapVersoriConnect(PageAddress.Path).RequireAuthorization();
        return app;
    }

    private static void AddAccess(IServiceCollection services, PageAddress address, LinkAccess access)
    {
        services.AddSingleton(address);
        services.AddSingleton(access);
        services.AddSingleton<IHostLifetime, CommandLifetime>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = Shutdown);
        services.AddRoutingCore();
        services.AddAuthentication(LinkAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, LinkAuthentication>(LinkAuthentication.SchemeName, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(Administrators, policy => policy.RequireAuthenticatedUser());
        // Cookies and forms end with the process. Secrets are encrypted with the key ring beside the database.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
    }

    // Standard output has the link only.
    private static void AddLogging(ILoggingBuilder logging)
    {
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.Services.Configure<ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
