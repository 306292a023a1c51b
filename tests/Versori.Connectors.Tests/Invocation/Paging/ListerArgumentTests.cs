using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Http.Limits;

namespace Versori.Connectors.Tests.Invocation.Paging;

/// <summary>Lists are read with the same kinds of arguments as calls.</summary>
public sealed class ListerArgumentTests : IAsyncLifetime
{
    private static readonly object Filter = new { status = "offen & über", limit = 2 };

    private LimitedSystem _system = null!;
    private ConnectionTemplate _template = null!;

    private IEndpointLister Lister => _system.Engine.Services.GetRequiredService<IEndpointLister>();

    public async ValueTask InitializeAsync()
    {
        _system = await LimitedSystem.StartAsync(
            context => context.Response.WriteAsync(context.Request.Query.ContainsKey("cursor")
                ? """{"items":[{"id":3}]}"""
                : """{"items":[{"id":1},{"id":2}],"next":"2"}"""),
            definition => definition with { Endpoints = [List] });
        _template = await _system.Engine.Catalog.LinkAsync(new()
        {
            Id = new("shop", "limited"),
            ConnectorId = _system.Connection.ConnectorId,
        });
    }

    public ValueTask DisposeAsync() => _system.DisposeAsync();

    [Fact]
    public async Task An_anonymous_object_gives_the_arguments_of_items_pages_and_values()
    {
        var (template, connection) = (_template, _system.Connection);

        Assert.Equal(3, await Lister.ListAsync(template, "list", Filter).CountAsync());
        Assert.Equal(3, await Lister.ListAsync(template.Id, "list", Filter).CountAsync());
        Assert.Equal(3, await Lister.ListAsync(connection, "list", Filter).CountAsync());
        Assert.Equal(3, await Lister.ListAsync(connection.Id, "list", Filter).CountAsync());
        Assert.Equal(2, await Lister.ListPagesAsync(template, "list", Filter).CountAsync());
        Assert.Equal(2, await Lister.ListPagesAsync(template.Id, "list", Filter).CountAsync());
        Assert.Equal(2, await Lister.ListPagesAsync(connection, "list", Filter).CountAsync());
        Assert.Equal(2, await Lister.ListPagesAsync(connection.Id, "list", Filter).CountAsync());
        Assert.Equal(
            [new Row(1), new Row(2), new Row(3)], await Lister.ListAsync<Row>(template, "list", Filter).ToListAsync());
        Assert.All(
            _system.Server.Requests,
            request => Assert.StartsWith(
                "/items?status=offen%20%26%20%C3%BCber&limit=2", request.Target, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Arguments_without_reflection_are_preferred_where_both_fit()
    {
        var arguments = new Dictionary<string, object?> { ["status"] = "offen & über", ["limit"] = 2 };

        Assert.Equal(3, await Lister.ListAsync(_template.Id, "list", arguments).CountAsync());
        Assert.Equal(3, await Lister.ListAsync(_template, "list").CountAsync());
    }

    private static ConnectorEndpoint List => new()
    {
        Id = "list",
        Method = "GET",
        Path = "/items",
        Parameters = [Query("status"), Query("limit")],
        Paging = new() { Found = "body:/next", Goes = "query:cursor", Items = "/items" },
    };

    private static EndpointParameter Query(string name) => new() { Name = name, In = ParameterLocation.Query };

    private sealed record Row(int Id);
}
