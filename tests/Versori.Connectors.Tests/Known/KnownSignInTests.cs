using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Http;
using Versori.Connectors.Tests.Providers;

namespace Versori.Connectors.Tests.Known;

/// <summary>A web host signs a person in to a known system with a few lines, as the documentation shows them.</summary>
public sealed class KnownSignInTests
{
    [Fact]
    public async Task Five_lines_sign_a_person_in()
    {
        await using var hubspot = await ProviderSystem.StartAsync();
        hubspot.Expect(Conversation());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        foreach (var pipeline in new[] { OAuth2Http.PipelineName, ConnectorClientFactory.PipelineName })
            builder.Services.AddHttpClient(pipeline).AddHttpMessageHandler(hubspot.Redirection);

        // The five lines.
        builder.Services.AddVersoriConnectors().AddKnownSystem(
            "hubspot",
            new() { ClientId = "client-1", ClientSecret = new("s3cr+t/="), Scopes = ["crm.objects.contacts.read"] });
        await using var app = builder.Build();
        app.MapGet("/connect", async (ISignIns signIns, HttpContext http) => Results.Redirect(
            (await signIns.BeginAsync(Request(http))).Url.AbsoluteUri));
        app.MapGet("/callback", async (ISignIns signIns, HttpContext http) => (await signIns.CompleteAsync(
            new() { Uri = new(http.Request.GetEncodedUrl()), Session = Session(http) })).Name);
        await app.StartAsync();

        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new(app.Urls.First()),
        };
        var page = (await browser.GetAsync("/connect")).Headers.Location!;
        var state = QueryHelpers.ParseQuery(page.Query)["state"].ToString();
        var name = await browser.GetStringAsync($"/callback?code=code-1&state={state}");

        Assert.StartsWith("https://app.hubspot.com/oauth/authorize?", page.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal("acme", name);
    }

    // The token request and the check, with the port of this host.
    private static Exchange[] Conversation() =>
    [
        new(JsonElement.Parse("""
            {
              "at": "POST https://api.hubapi.com/oauth/2026-03/token",
              "expect": {
                "form:grant_type": "authorization_code", "form:code": "code-1",
                "form:client_id": "client-1", "form:client_secret": "s3cr+t/="
              },
              "json": { "access_token": "access-1", "expires_in": 1800, "refresh_token": "refresh-1" }
            }
            """)),
        ProviderCase.Load("hubspot").Connect[^1],
    ];

    private static SignInRequest Request(HttpContext http) => new()
    {
        ConnectorId = ConnectorId.Parse("hubspot"),
        Name = "acme",
        RedirectUri = new($"http://{http.Request.Host}/callback"),
        Session = Session(http),
    };

    // A host has the session of its own user here.
    private static Secret Session(HttpContext http) => new($"session of {http.Request.Host}");
}
