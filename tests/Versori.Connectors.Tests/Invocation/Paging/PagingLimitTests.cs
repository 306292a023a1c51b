using System.Text.Json;
using System.Text.Json.Serialization;

namespace Versori.Connectors.Tests.Invocation.Paging;

/// <summary>Limits, arguments, and pages that are not as they should be.</summary>
public sealed partial class PagingLimitTests : IAsyncLifetime
{
    private static readonly EndpointPaging Cursor = new()
    {
        Found = "body:/next",
        Goes = "query:cursor",
        Items = "/items",
        Size = "query:limit",
        MaximumSize = 100,
        Arguments = new Dictionary<string, string> { ["filter"] = "all" },
    };

    private PagedSystem _system = null!;

    public async ValueTask InitializeAsync()
    {
        _system = await PagedSystem.StartAsync(paging: Cursor);
        _system.Respond = Endless;
    }

    public ValueTask DisposeAsync() => _system.DisposeAsync();

    [Fact]
    public async Task The_definition_describes_the_pages_and_a_type_reads_the_items()
    {
        _system.Respond = _ => new("""{"items":[{"id":1},{"id":2}]}""");
        var items = new List<Item>();

        await foreach (var page in _system.PagesAsync(null).ReadAsAsync(PagedItemContext.Default.Item))
        {
            items.AddRange(page.Items);
        }

        Assert.Equal([new Item(1), new Item(2)], items);
    }

    [Fact]
    public async Task An_item_of_another_type_is_an_error()
    {
        _system.Respond = _ => new("""{"items":[{"id":"x"}]}""");

        var error = await FailsAsync(
            async () => await _system.PagesAsync(null).ReadAsAsync(PagedItemContext.Default.Item).ToListAsync());

        Assert.Equal(ConnectorErrorCode.InvalidResponse, error.Code);
    }

    [Fact]
    public async Task A_list_ends_after_the_maximum_of_items_and_requests_no_further_page()
    {
        var ids = await _system.IdsAsync(Cursor, new() { MaximumItems = 5 });

        Assert.Equal([0, 1, 2, 3, 4], ids);
        Assert.Equal(3, _system.Server.Requests.Count);
    }

    [Fact]
    public async Task More_pages_than_the_maximum_are_an_error()
    {
        var error = await FailsAsync(() => _system.IdsAsync(Cursor, new() { MaximumPages = 7 }));

        Assert.Equal(ConnectorErrorCode.InvalidResponse, error.Code);
        Assert.Contains("MaximumPages", error.Message, StringComparison.Ordinal);
        Assert.Equal(7, _system.Server.Requests.Count);
    }

    [Fact]
    public async Task Pages_are_requested_only_when_they_are_needed()
    {
        await foreach (var page in _system.PagesAsync(Cursor))
        {
            if (page.Position == "4") break;
        }

        Assert.Equal(5, _system.Server.Requests.Count);
    }

    [Fact]
    public async Task A_list_ends_when_it_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var pages = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in _system.PagesAsync(Cursor).WithCancellation(cancellation.Token))
            {
                if (++pages == 3) await cancellation.CancelAsync();
            }
        });

        Assert.Equal(3, _system.Server.Requests.Count);
    }

    [Fact]
    public async Task Every_page_has_the_size_the_fixed_arguments_and_those_of_the_caller()
    {
        await _system.IdsAsync(Cursor, new() { PageSize = 500, MaximumItems = 4 });
        await _system.IdsAsync(Cursor, new() { MaximumItems = 1 }, new() { ["filter"] = "open" });

        Assert.Equal(
            ["/v1/items?filter=all&limit=100", "/v1/items?filter=all&limit=100&cursor=1", "/v1/items?filter=open"],
            _system.Server.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task A_page_size_needs_a_place()
    {
        var paging = Cursor with { Size = null };

        Assert.Equal(
            ConnectorErrorCode.InvalidArgument,
            (await FailsAsync(() => _system.IdsAsync(paging, new() { PageSize = 5 }))).Code);
        Assert.Empty(_system.Server.Requests);
    }

    [Fact]
    public async Task An_endpoint_without_paging_is_not_a_list()
    {
        var error = await FailsAsync(() => _system.IdsAsync(null, endpoint: "search"));

        Assert.Equal(ConnectorErrorCode.NotSupported, error.Code);
        Assert.Contains(nameof(ListOptions), error.Message, StringComparison.Ordinal);
        Assert.Empty(_system.Server.Requests);
    }

    [Theory]
    [InlineData(404, ConnectorErrorCode.CallFailed, false)]
    [InlineData(429, ConnectorErrorCode.CallFailed, true)]
    [InlineData(503, ConnectorErrorCode.CallFailed, true)]
    public async Task A_page_that_is_not_returned_is_an_error(int status, ConnectorErrorCode code, bool isTransient)
    {
        _system.Respond = request => request.Query.ContainsKey("cursor")
            ? new("{}", status, [("Retry-After", "7")])
            : Endless(request);
        var positions = new List<string?>();

        var error = await FailsAsync(async () =>
        {
            await foreach (var page in _system.PagesAsync(Cursor)) positions.Add(page.NextPosition);
        });

        Assert.Equal((code, isTransient), (error.Code, error.IsTransient));
        Assert.Equal(TimeSpan.FromSeconds(7), error.RetryAfter);
        Assert.Equal(["1"], positions);
    }

    [Fact]
    public async Task A_response_that_states_an_error_is_not_an_empty_list()
    {
        _system.Respond = _ => new("""{"ok":false,"error":"invalid_auth"}""");

        Assert.Equal(ConnectorErrorCode.InvalidResponse, (await FailsAsync(() => _system.IdsAsync(Cursor))).Code);
    }

    [Fact]
    public async Task A_response_without_content_is_an_empty_page()
    {
        _system.Respond = _ => new("", 204);

        Assert.Empty(await _system.IdsAsync(Cursor));
    }

    [Fact]
    public async Task The_only_array_of_a_response_has_the_items()
    {
        var paging = Cursor with { Items = null };
        _system.Respond = _ => new("""{"total":1,"things":[{"id":3}],"next":null}""");
        Assert.Equal([3], await _system.IdsAsync(paging));

        _system.Respond = _ => new("""{"things":[{"id":3}],"others":[]}""");
        var error = await FailsAsync(() => _system.IdsAsync(paging));
        Assert.Contains("several arrays", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("count", "query:offset", "x")]
    [InlineData("count", "query:offset", "-4")]
    [InlineData("page", "query:page", "3~zz")]
    [InlineData("body:/next", "url", "not a url")]
    [InlineData("body:/next", "body:/cursor", "{")]
    [InlineData("body:/next", "query:cursor", "a[redacted]b")]
    public async Task A_position_of_something_else_is_refused(string found, string goes, string position)
    {
        var paging = new EndpointPaging { Found = found, Goes = goes };

        var endpoint = goes.StartsWith('b') ? "search" : "list";

        var error = await FailsAsync(
            () => _system.IdsAsync(paging, new() { Position = position }, endpoint: endpoint));

        Assert.Equal((ConnectorErrorCode.InvalidArgument, "position"), (error.Code, error.Location));
        Assert.Empty(_system.Server.Requests);
    }

    [Fact]
    public async Task The_first_position_of_the_caller_is_where_counting_begins()
    {
        var offset = new EndpointPaging
        {
            Found = "count",
            Goes = "query:filter",
            Items = "/items",
            More = "body:/total",
        };
        _system.Respond = request => new($$"""{"items":[1,2],"total":{{(request.Query["filter"] == "9" ? 11 : 9)}}}""");

        await _system.IdsAsync(offset, arguments: new() { ["filter"] = "5" });

        Assert.Equal(
            ["/v1/items?filter=5", "/v1/items?filter=7"], _system.Server.Requests.Select(request => request.Target));
    }

    [Fact]
    public void Limits_are_positive()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ListOptions { PageSize = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ListOptions { MaximumItems = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ListOptions { MaximumPages = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ListOptions { MaximumEmptyPages = -1 });
    }

    private static async Task<ConnectorError> FailsAsync(Func<Task> list) =>
        (await Assert.ThrowsAsync<ConnectorException>(list)).Error;

    // Two items a page, without an end.
    private static PageReply Endless(RecordedRequest request)
    {
        var page = request.Query.TryGetValue("cursor", out var text)
            ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
            : 0;
        return new($$"""{"items":[{"id":{{page * 2}}},{"id":{{(page * 2) + 1}}}],"next":{{page + 1}}}""");
    }

    internal sealed record Item([property: JsonRequired] int Id);

    [JsonSerializable(typeof(Item))]
    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict)]
    private sealed partial class PagedItemContext : JsonSerializerContext;
}
