using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.Benchmarks.Contenders;

/// <summary>A client of the host's client factory, called with relative URLs.</summary>
internal sealed class TypedClientContender : IContender
{
    private const string Name = "typed";
    private static readonly Owner Ada = Owner.User("ada");
    private static readonly AuthenticationHeaderValue Bearer = new("Bearer", "token-000000000001");

    private readonly ServiceProvider _services;
    private readonly HttpClient _client;

    private TypedClientContender(ServiceProvider services)
    {
        _services = services;
        _client = services.GetRequiredService<IHttpClientFactory>().CreateClient(Name);
    }

    /// <summary>Creates the client, and only then its connection.</summary>
    public static async Task<TypedClientContender> MakeAsync(TypedClientKind kind, Arena arena)
    {
        var services = new ServiceCollection();
        services.AddVersoriConnectors(options => options.CacheDuration = TimeSpan.FromMinutes(30));
        var builder = services.AddHttpClient(Name).ConfigurePrimaryHttpMessageHandler(() => arena.Wire)
            .PrimaryHandlerFollowsNoRedirects();
        if (kind == TypedClientKind.HandWritten)
        {
            builder.ConfigureHttpClient(client => client.BaseAddress = Arena.BaseAddress)
                .AddHttpMessageHandler(() => new HeaderHandler()).RemoveAllLoggers();
        }
        else
        {
            builder.AddVersoriConnection(
                "mirror", "api", kind == TypedClientKind.PerOwner ? static (HttpRequestMessage _) => Ada : null);
        }

        var contender = new TypedClientContender(services.BuildServiceProvider());
        await contender.ConnectAsync(kind == TypedClientKind.PerOwner ? Ada : Owner.Host);
        using var warm = await contender.SendAsync(0);
        return contender;
    }

    public Task<HttpResponseMessage> SendAsync(int connection) =>
        _client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "v1/orders?page=1"), CancellationToken.None);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task ConnectAsync(Owner owner)
    {
        var id = ConnectorId.Parse("api");
        var catalog = _services.GetRequiredService<IConnectorCatalog>();
        await catalog.SaveDraftAsync(new()
        {
            Id = id,
            Title = "API",
            BaseUrl = Arena.BaseAddress.AbsoluteUri,
            AuthMethods = [new BearerAuth()],
        });
        await catalog.PublishAsync(id);
        await catalog.LinkAsync(new()
        {
            Id = new("mirror", "api"),
            ConnectorId = id,
            Sharing = owner == Owner.Host ? default : TemplateSharing.PerOwner,
        });
        await _services.GetRequiredService<IConnections>().ConnectAsync(new()
        {
            ConnectorId = id,
            Name = "account",
            Owner = owner,
            Credential = Credential.Bearer(Bearer.Parameter!),
            CheckCredential = false,
        });
    }

    private sealed class HeaderHandler : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = Bearer;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
