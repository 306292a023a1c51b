using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Generation;

namespace Versori.Connectors.Hosts.Tests.Clients;

/// <summary>
/// A connector made from a document, a template of some of its endpoints with a connection, and the external system on
/// loopback, which accepts requests with the connection's credential only.
/// </summary>
internal sealed class ClientHost : IAsyncDisposable
{
    public const string BasePath = "/base";

    private const string Token = "the-token";

    private readonly ServiceProvider _services =
        new ServiceCollection().AddVersoriConnectors().Services.BuildServiceProvider(validateScopes: true);

    private ClientHost(LoopbackServer server) => Server = server;

    public LoopbackServer Server { get; }

    /// <summary>The connector's base URL.</summary>
    public string Address => Server.BaseAddress.AbsoluteUri.TrimEnd('/') + BasePath;

    /// <summary>The endpoints of the template.</summary>
    public IReadOnlyList<ConnectorEndpoint> Endpoints { get; private set; } = [];

    /// <summary>The template's endpoints as an OpenAPI document.</summary>
    public string Document { get; private set; } = "";

    /// <summary>A client of the template's connection.</summary>
    public HttpClient Client { get; private set; } = null!;

    public IEnumerable<string?> Credentials => Server.Requests.Select(request => request.Authorization);

    /// <summary>Starts a host.</summary>
    /// <param name="document">The text of the document.</param>
    /// <param name="respond">Writes the responses. Default: 204.</param>
    /// <param name="endpoints">Chooses the endpoints of the template.</param>
    public static async Task<ClientHost> StartAsync(
        string document,
        Func<HttpContext, Task>? respond = null,
        Func<ConnectorDefinition, IEnumerable<ConnectorEndpoint>>? endpoints = null)
    {
        var server = await LoopbackServer.StartAsync(async context =>
        {
            var isAccepted = context.Request.Headers.Authorization == $"Bearer {Token}";
            context.Response.StatusCode = !isAccepted ? 401 : respond is null ? 204 : 200;
            if (isAccepted && respond is not null) await respond(context);
        });
        var host = new ClientHost(server);
        await host.ConnectAsync(document, endpoints ?? (definition => definition.Endpoints));
        return host;
    }

    public static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"clients/{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        await _services.DisposeAsync();
        await Server.DisposeAsync();
    }

    private async Task ConnectAsync(
        string document, Func<ConnectorDefinition, IEnumerable<ConnectorEndpoint>> endpoints)
    {
        var source = ConnectorSource.OpenApi(document).WithId("api").WithBaseUrl(Address).WithAuth(new BearerAuth());
        var definition = (await ConnectorGenerator.Create().ImportAsync(source)).Definition;
        var catalog = _services.GetRequiredService<IConnectorCatalog>();
        await catalog.SaveDraftAsync(definition);
        await catalog.PublishAsync(definition.Id);
        Endpoints = [.. endpoints(definition)];
        var template = await catalog.LinkAsync(new()
        {
            Id = new("clients", "api"),
            ConnectorId = definition.Id,
            Endpoints = [.. Endpoints.Select(endpoint => endpoint.Id)],
        });
        await _services.GetRequiredService<IConnections>().ConnectAsync(new()
        {
            ConnectorId = definition.Id,
            Name = "account",
            Credential = Credential.Bearer(Token),
            CheckCredential = false,
        });
        Document = (await catalog.ExportOpenApiAsync(template.Id)).ToJson();
        Client = await _services.GetRequiredService<IConnectorClientFactory>().CreateClientAsync(template.Id);
    }
}
