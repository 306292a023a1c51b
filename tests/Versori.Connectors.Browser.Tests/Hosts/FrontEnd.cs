using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Tests.Hosts;

namespace Versori.Connectors.Browser.Tests.Hosts;

/// <summary>A front end of the host that opens the Connect page with the client script.</summary>
internal static class FrontEnd
{
    private const string Page = """
        <!DOCTYPE html><html lang="en"><head><title>Host</title><link rel="icon" href="data:,">
        <script type="module" src="/host.js"></script></head>
        <body><button id="open">Connect</button><ol id="log"></ol></body></html>
        """;

    private const string Script = """
        import { connect } from "/connect/assets/connect.js";
        const log = event => {
          const item = document.createElement("li");
          item.textContent = `${event.type} ${event.detail.connections.length}`;
          document.getElementById("log").append(item);
        };
        const create = async () => {
          const response = await fetch("/connect/api/sessions", {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify({ connectors: ["shop"], returnUrl: "/host?returned", delivery: globalThis.delivery }),
          });
          return response.json();
        };
        document.getElementById("open").addEventListener("click", () => {
          connect(create, { open: log, connected: log, closed: log, failed: log }, { closedAfterMilliseconds: 500 });
        });
        """;

    public static async Task<ConnectHost> StartAsync()
    {
        var host = await ConnectHost.StartAsync(map: app =>
        {
            app.MapVersoriConnect("/connect").RequireAuthorization();
            app.MapGet("/host", () => Results.Content(Page, "text/html"));
            app.MapGet("/host.js", () => Results.Content(Script, "text/javascript"));
        });
        await host.PublishAsync([new BearerAuth()]);
        return host;
    }
}
