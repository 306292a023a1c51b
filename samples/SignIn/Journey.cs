using Versori.Connectors;

namespace SignIn;

/// <summary>Interactive sign-in of a console program: begin, open the browser, wait on loopback, complete.</summary>
internal static class Journey
{
    public static async Task<int> RunAsync(bool isAutomatic)
    {
        await using var server = await LibraryServer.StartAsync();
        await using var redirect = await LoopbackRedirect.StartAsync();
        await using var host = new ServiceCollection().AddVersoriConnectors().Services.BuildServiceProvider();
        var catalog = host.GetRequiredService<IConnectorCatalog>();
        var authorizations = host.GetRequiredService<ISignIns>();

        // The issuer is enough: discovery finds the other URLs. The client belongs to the host and is public.
        var id = ConnectorId.Parse("library");
        await catalog.PublishAsync(new ConnectorDefinition
        {
            Id = id,
            Title = "Library",
            BaseUrl = server.Issuer.AbsoluteUri,
            AuthMethods =
            [
                new OAuth2Auth
                {
                    Grant = OAuth2Grant.AuthorizationCode,
                    Issuer = server.Issuer.AbsoluteUri,
                    ClientId = LibraryServer.ClientId,
                    ClientAuthentication = OAuth2ClientAuthentication.None,
                    Scopes = ["offline_access"],
                },
            ],
            Endpoints = [new() { Id = "me", Method = "GET", Path = "/me" }],
        });

        // RFC 8252 §7.3: a program on the person's own machine receives the callback on loopback.
        var authorization = await authorizations.BeginAsync(
            new() { ConnectorId = id, Name = "reader", RedirectUri = redirect.Uri });
        Console.WriteLine($"Sign in at{Environment.NewLine}  {authorization.Url}");
        if (isAutomatic) await VisitAsync(authorization.Url);

        var callback = await redirect.CallbackAsync();
        var connection = await authorizations.CompleteAsync(new() { Uri = callback, Session = authorization.Session });
        Console.WriteLine($"Connected '{connection.Name}' ({connection.Check!.Outcome}).");

        var reader = host.GetRequiredService<IConnectorClientFactory>().CreateClient(connection);
        Console.WriteLine($"The library returned: {await reader.GetStringAsync("me")}");
        var refreshed = await host.GetRequiredService<IConnections>().RefreshAsync(connection.Id);
        Console.WriteLine($"Refreshed without user interaction; valid until {refreshed.Tokens[0].ExpiresAt:u}.");
        return await reader.GetStringAsync("me") == "Hello, reader 1." ? 0 : 1;
    }

    // Follow the redirect to loopback, like a browser.
    private static async Task VisitAsync(Uri url)
    {
        using var browser = new HttpClient();
        (await browser.GetAsync(url)).EnsureSuccessStatusCode();
    }
}
