using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.Benchmarks.Contenders;

/// <summary>A client of the host's client factory, called with relative URLs.</summary>
internal sealed class TypedClientContender : IContender
{
    private const string Name = "typed";
    private static readonly Owner Ada = Owner.User("ada");
    private static Owner _current = Ada;
    private static readonly AuthenticationHeaderValue Bearer = new("Bearer", "token-000000000001");

    private readonly ServiceProvider _services;
    private readonly HttpClient _client;
    private readonly Owner[] _owners;

    private TypedClientContender(ServiceProvider services, Owner[] owners)
    {
        _owners = owners;
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
                "mirror", "api", kind == TypedClientKind.MadeBefore ? null : static (HttpRequestMessage _) => _current);
        }

        Owner[] owners = kind switch
        {
            TypedClientKind.PerOwner => [Ada],
            TypedClientKind.ManyOwners =>
                [.. Enumerable.Range(0, arena.Connections).Select(i => Owner.User($"user-{i:D6}"))],
            _ => [Owner.Host],
        };
        var contender = new TypedClientContender(services.BuildServiceProvider(), owners);
        await contender.ConnectAsync();
        for (var owner = 0; owner < owners.Length; owner++)
        {
            using var warm = await contender.SendAsync(owner);
        }

        return contender;
    }

    public Task<HttpResponseMessage> SendAsync(int connection)
    {
        _current = _owners[connection % _owners.Length];
        return _client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "v1/orders?page=1"), CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task ConnectAsync()
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
            Sharing = _owners is [{ IsHost: true }] ? default : TemplateSharing.PerOwner,
        });
        var connections = _services.GetRequiredService<IConnections>();
        foreach (var owner in _owners)
        {
            await connections.ConnectAsync(new()
            {
                ConnectorId = id,
                Name = "account",
                Owner = owner,
                Credential = Credential.Bearer(Bearer.Parameter!),
                CheckCredential = false,
            });
        }
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
