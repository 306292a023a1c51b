using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Servers;

/// <summary>Signs in without a browser. The test sets the callback's parameters other than the state.</summary>
public static class SignIns
{
    public static async Task<Connection> SignInAsync(
        EngineFixture engine,
        string callback = "?code=code-1",
        ConnectionId? existing = null,
        string redirectUri = "http://127.0.0.1/callback")
    {
        var signIns = engine.Services.GetRequiredService<ISignIns>();
        var begun = await signIns.BeginAsync(new()
        {
            ConnectorId = ConnectorId.Parse("system"),
            ConnectionId = existing,
            Name = existing is null ? "acme" : "",
            RedirectUri = new(redirectUri),
            Session = new Secret("session-1"),
            CheckCredential = false,
        });
        var state = QueryHelpers.ParseQuery(begun.Url.Query)["state"].ToString();
        var uri = new Uri($"{redirectUri}{callback}&state={Uri.EscapeDataString(state)}");
        return await signIns.CompleteAsync(new() { Uri = uri, Session = begun.Session });
    }
}
