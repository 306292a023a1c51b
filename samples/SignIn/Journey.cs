using Versori.Connectors;

namespace SignIn;

/// <summary>What a console program does to let somebody sign in: begin, open the browser, wait on loopback, complete.</summary>
internal static class Journey
{
    public static async Task<int> RunAsync(bool isAutomatic)
    {
        await using var server = await LibraryServer.StartAsync();
        await using var redirect = await LoopbackRedirect.StartAsync();
        await using var host = new ServiceCollection().AddVersoriConnectors().Services.BuildServiceProvider();
        var catalog = host.GetRequiredService<IConnectorCatalog>();
        var authorizations = host.GetRequiredService<IAuthorizations>();

        // The connector, once: the issuer is enough, discovery finds the rest. The client is the host's own and public.
        var id = ConnectorId.Parse("library");
        await catalog.SaveDraftAsync(new()
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
        await catalog.PublishAsync(id);

        // RFC 8252 §7.3: a program on the person's own machine is come back to on loopback.
        var authorization = await authorizations.BeginAsync(new() { ConnectorId = id, Name = "reader", RedirectUri = redirect.Uri });
        Console.WriteLine($"Sign in at{Environment.NewLine}  {authorization.Url}");
        if (isAutomatic) await VisitAsync(authorization.Url);

        var callback = await redirect.CallbackAsync();
        var connection = await authorizations.CompleteAsync(new() { Uri = callback, Session = authorization.Session });
        Console.WriteLine($"Connected '{connection.Name}' ({connection.Check!.Outcome}).");

        var reader = host.GetRequiredService<IConnectorClientFactory>().CreateClient(connection);
        Console.WriteLine($"The library says: {await reader.GetStringAsync("me")}");
        var renewed = await host.GetRequiredService<IConnections>().RenewAsync(connection.Id);
        Console.WriteLine($"Renewed without anybody's help; good until {renewed.Tokens[0].ExpiresAt:u}.");
        return await reader.GetStringAsync("me") == "Hello, reader 1." ? 0 : 1;
    }

    // What a browser does: follow the redirect to loopback.
    private static async Task VisitAsync(Uri url)
    {
        using var browser = new HttpClient();
        (await browser.GetAsync(url)).EnsureSuccessStatusCode();
    }
}
