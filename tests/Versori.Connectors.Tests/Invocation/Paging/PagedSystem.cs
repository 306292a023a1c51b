using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Invocation.Paging;

/// <summary>A connection to a server whose pages a test chooses, and a server that it is not connected to.</summary>
public sealed class PagedSystem : IAsyncDisposable
{
    public const string Secret = "s3cr3t-value";

    private readonly EngineFixture _engine;
    private readonly ConnectionId _connection;

    private PagedSystem(EngineFixture engine, ConnectionId connection, LoopbackServer server, LoopbackServer other)
    {
        _engine = engine;
        _connection = connection;
        (Server, Other) = (server, other);
    }

    public LoopbackServer Server { get; }

    public LoopbackServer Other { get; }

    /// <summary>Sends the page that a request is for.</summary>
    public Func<RecordedRequest, PageReply> Respond { get; set; } = _ => new("[]");

    public IEndpointLister Lister => _engine.Services.GetRequiredService<IEndpointLister>();

    public static async Task<PagedSystem> StartAsync(
        AuthMethod? method = null,
        Credential? credential = null,
        Action<VersoriConnectorsOptions>? options = null,
        EndpointPaging? paging = null)
    {
        PagedSystem system = null!;
        var server = await LoopbackServer.StartAsync(
            (context, request) => SendAsync(context, system.Respond(request)), https: false);
        var other = await LoopbackServer.StartAsync(_ => Task.CompletedTask);
        var engine = await EngineFixture.StartAsync(options: options);
        var definition = engine.Definition("paged", method ?? new BearerAuth()) with
        {
            BaseUrl = $"{server.BaseAddress.AbsoluteUri}v1",
            Endpoints =
            [
                new() { Id = "list", Method = "GET", Path = "/items", Paging = paging, Parameters = [Query("filter")] },
                new()
                {
                    Id = "typed",
                    Method = "GET",
                    Path = "/items",
                    Parameters = [Query("page", "integer"), Query("limit", "integer")],
                },
                new()
                {
                    Id = "graphql",
                    Method = "POST",
                    Path = "/graphql",
                    GraphQL = new()
                    {
                        Document = "query($first: Int, $after: String) { issues(first: $first, after: $after) "
                            + "{ nodes { id } pageInfo { endCursor hasNextPage } } }",
                    },
                },
                Search("search", "application/json"),
                Search("form", "application/x-www-form-urlencoded"),
            ],
        };
        await engine.PublishAsync(definition);
        var connection = await engine.Connections.ConnectAsync(new()
        {
            ConnectorId = definition.Id,
            Name = "acme",
            Credential = credential ?? Credential.Bearer(Secret),
            CheckCredential = false,
        });
        return system = new(engine, connection.Id, server, other);
    }

    public IAsyncEnumerable<ListPage<JsonElement>> PagesAsync(
        EndpointPaging? paging,
        ListOptions? options = null,
        EndpointArguments? arguments = null,
        string endpoint = "list") =>
        Lister.ListPagesAsync(
            _connection, endpoint, arguments, (options ?? new()) with { Paging = paging ?? options?.Paging });

    /// <summary>The ids of all items.</summary>
    public async Task<List<int>> IdsAsync(
        EndpointPaging? paging,
        ListOptions? options = null,
        EndpointArguments? arguments = null,
        string endpoint = "list")
    {
        var ids = new List<int>();
        var all = (options ?? new()) with { Paging = paging };
        await foreach (var item in Lister.ListAsync(_connection, endpoint, arguments, all))
        {
            ids.Add(item.ValueKind == JsonValueKind.Number ? item.GetInt32() : item.GetProperty("id").GetInt32());
        }

        return ids;
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await Server.DisposeAsync();
        await Other.DisposeAsync();
    }

    private static EndpointParameter Query(string name, string? type = null) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Required = type is not null,
        Schema = type is null ? null : JsonSchema.Parse($$"""{"type":"{{type}}"}"""),
    };

    private static ConnectorEndpoint Search(string id, string type) => new()
    {
        Id = id,
        Method = "POST",
        Path = "/search",
        RequestBody = new() { ContentType = type, Required = true, Schema = JsonSchema.Parse("""{"type":"object"}""") },
    };

    private static async Task SendAsync(HttpContext context, PageReply reply)
    {
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = "application/json";
        foreach (var (name, value) in reply.Headers ?? []) context.Response.Headers.Append(name, value);
        if (reply.Status != StatusCodes.Status204NoContent) await context.Response.WriteAsync(reply.Body);
    }
}
