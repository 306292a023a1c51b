using System.Text.Json;

namespace Versori.Connectors.Tests.Invocation.Paging;

/// <summary>Servers that lead elsewhere, never end, or send something else.</summary>
public sealed class PagingHostileTests : IAsyncLifetime
{
    private static readonly EndpointPaging Url = new() { Found = "body:/next", Goes = "url", Items = "/items" };
    private static readonly EndpointPaging Cursor = Url with { Goes = "query:cursor" };

    private PagedSystem _system = null!;

    public async ValueTask InitializeAsync() =>
        _system = await PagedSystem.StartAsync(options: options => options.MaximumResponseBytes = 64 * 1024);

    public ValueTask DisposeAsync() => _system.DisposeAsync();

    public static TheoryData<string> Elsewhere => new(
        "{other}steal",
        "//{otherHost}/steal",
        "/\\{otherHost}/steal",
        "\\\\{otherHost}\\steal",
        "http://{host}@{otherHost}/steal",
        "http://user:pass@{host}/v1/items",
        "https://{host}/v1/items",
        "ftp://{host}/v1/items",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:application/json,{}",
        "http://{host}.attacker.example/v1/items",
        "http://{name}:1/v1/items",
        "HTTP://{otherHost}/steal",
        "  {other}steal",
        "http:\\\\{otherHost}/steal",
        "http://{otherHost}%2f@{host}/",
        "http:///{otherHost}/steal");

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public async Task A_link_to_another_origin_is_an_error_and_is_not_followed(string link)
    {
        var target = Fill(link);
        _system.Respond = _ => new(JsonSerializer.Serialize(new { items = new[] { new { id = 1 } }, next = target }));

        var error = await FailsAsync(() => _system.IdsAsync(Url));

        Assert.Contains(error.Code, new[] { ConnectorErrorCode.OriginNotAllowed, ConnectorErrorCode.InvalidResponse });
        Assert.Empty(_system.Other.Requests);
        Assert.InRange(_system.Server.Requests.Count, 1, 2);
        Assert.DoesNotContain("pass", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public async Task A_link_header_to_another_origin_is_an_error_too(string link)
    {
        var paging = new EndpointPaging { Found = "link:next", Goes = "url" };
        _system.Respond = _ => new("[1]", Headers: [("Link", $"<{Fill(link)}>; rel=next")]);

        await FailsAsync(() => _system.IdsAsync(paging));

        Assert.Empty(_system.Other.Requests);
        Assert.InRange(_system.Server.Requests.Count, 1, 2);
    }

    [Fact]
    public async Task A_saved_position_at_another_origin_is_refused()
    {
        var error = await FailsAsync(() => _system.IdsAsync(Url, new() { Position = $"{_system.Other.BaseAddress}x" }));

        Assert.Equal(ConnectorErrorCode.OriginNotAllowed, error.Code);
        Assert.Empty(_system.Other.Requests);
        Assert.Empty(_system.Server.Requests);
    }

    [Fact]
    public async Task A_redirect_of_a_page_takes_no_credential_elsewhere()
    {
        _system.Respond = request => request.Target.Contains("cursor", StringComparison.Ordinal)
            ? new("", 302, [("Location", $"{_system.Other.BaseAddress}steal")])
            : new("""{"items":[1],"next":"2"}""");

        var error = await FailsAsync(() => _system.IdsAsync(Cursor));

        Assert.Equal(ConnectorErrorCode.OriginNotAllowed, error.Code);
        Assert.All(_system.Other.Requests, request => Assert.Null(request.Authorization));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task A_loop_is_recognized_when_a_position_returns(int length)
    {
        foreach (var paging in new[] { Cursor, Url })
        {
            var before = _system.Server.Requests.Count;
            _system.Respond = request =>
            {
                var next = (int.Parse(request.Query.GetValueOrDefault("cursor", "0"), null) + 1) % (length + 1);
                var text = next == 0 ? "1" : $"{next}";
                return new($$"""{"items":[1],"next":"{{(paging == Url ? $"?cursor={text}" : text)}}"}""");
            };

            var error = await FailsAsync(() => _system.IdsAsync(paging));

            Assert.Contains("occurred before", error.Message, StringComparison.Ordinal);
            Assert.Equal(length + 1, _system.Server.Requests.Count - before);
        }
    }

    [Fact]
    public async Task A_link_to_the_first_page_is_a_loop()
    {
        _system.Respond = _ => new("""{"items":[1],"next":"/v1/items"}""");

        await FailsAsync(() => _system.IdsAsync(Url));

        Assert.Single(_system.Server.Requests);
    }

    [Theory]
    [InlineData("count", "query:offset")]
    [InlineData("page", "query:page")]
    [InlineData("last:/id", "query:after")]
    public async Task A_server_that_ignores_the_position_is_recognized(string found, string goes)
    {
        _system.Respond = _ => new("""{"items":[{"id":1},{"id":2}]}""");

        await FailsAsync(() => _system.IdsAsync(new() { Found = found, Goes = goes, Items = "/items" }));

        Assert.InRange(_system.Server.Requests.Count, 2, 3);
    }

    [Fact]
    public async Task Endless_empty_pages_end_with_an_error()
    {
        var page = 0;
        _system.Respond = _ => new($$"""{"items":[],"next":"{{++page}}"}""");

        var error = await FailsAsync(() => _system.IdsAsync(Cursor));

        Assert.Contains(nameof(ListOptions.MaximumEmptyPages), error.Message, StringComparison.Ordinal);
        Assert.Equal(ListOptions.DefaultMaximumEmptyPages + 1, page);
    }

    [Fact]
    public async Task A_page_that_grows_over_the_limit_is_an_error()
    {
        var page = 0;
        _system.Respond = _ => new(JsonSerializer.Serialize(new
        {
            items = Enumerable.Range(0, 1 << page).Select(id => new { id, text = new string('x', 50) }),
            next = $"{++page}",
        }));

        var error = await FailsAsync(() => _system.IdsAsync(Cursor));

        Assert.Contains("MaximumResponseBytes", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("null-")]
    [InlineData("""{"items":7,"next":"x"}""")]
    [InlineData("""{"items":"text"}""")]
    [InlineData("""{"items":{"a":1}}""")]
    [InlineData("""{"items":[1],"next":{"a":1}}""")]
    [InlineData("""{"items":[1],"next":[1]}""")]
    [InlineData("""{"items":[1],"next":true}""")]
    [InlineData("""{"items":[1],"next":"\ud800"}""")]
    [InlineData("""{"items":[1],"more":{}}""")]
    [InlineData("""{"items":[1],"more":"maybe"}""")]
    [InlineData("""{"items":[1],"more":true}""")]
    public async Task A_page_of_wrong_types_is_an_error(string body)
    {
        _system.Respond = _ => new(body);

        var list = _system.IdsAsync(Cursor with { More = "body:/more" });

        if (body.Length == 0) Assert.Empty(await list);
        else Assert.Equal(ConnectorErrorCode.InvalidResponse, (await FailsAsync(() => list)).Code);
        Assert.Single(_system.Server.Requests);
    }

    [Fact]
    public async Task A_position_that_is_very_long_is_an_error()
    {
        _system.Respond = _ => new($$"""{"items":[1],"next":"{{new string('x', 33_000)}}"}""");

        Assert.Equal(ConnectorErrorCode.InvalidResponse, (await FailsAsync(() => _system.IdsAsync(Cursor))).Code);
    }

    [Fact]
    public async Task A_position_cannot_add_headers_or_parameters()
    {
        _system.Respond = request => request.Target.EndsWith("items", StringComparison.Ordinal)
            ? new("""{"items":[1],"next":"a&admin=true#x\r\nX-Evil: 1"}""")
            : new("""{"items":[2]}""");

        Assert.Equal([1, 2], await _system.IdsAsync(Cursor));

        var last = _system.Server.Requests[^1];
        Assert.Equal("a&admin=true#x\r\nX-Evil: 1", last.Query["cursor"]);
        Assert.False(last.Query.ContainsKey("admin"));
        await FailsAsync(() => _system.IdsAsync(Cursor with { Goes = "header:X-Cursor" }));
    }

    [Fact]
    public async Task A_key_that_a_link_repeats_is_sent_once_and_is_not_in_the_position()
    {
        await using var system = await PagedSystem.StartAsync(
            ApiKeyAuth.Create(CredentialLocation.Query, "api_key"), Credential.ApiKey(PagedSystem.Secret));
        system.Respond = request => request.Query.ContainsKey("page")
            ? new("""{"items":[2]}""")
            : new($$"""{"items":[1],"next":"/v1/items?page=2&api_key={{PagedSystem.Secret}}"}""");
        var pages = await system.PagesAsync(Url).ToListAsync();

        Assert.Equal(2, pages.Count);
        Assert.DoesNotContain(PagedSystem.Secret, pages[0].NextPosition!, StringComparison.Ordinal);
        Assert.Equal($"/v1/items?page=2&api_key={PagedSystem.Secret}", system.Server.Requests[^1].Target);
        Assert.Equal([2], await system.IdsAsync(Url, new() { Position = pages[0].NextPosition }));
    }

    private string Fill(string link)
    {
        var (own, other) = (_system.Server.BaseAddress, _system.Other.BaseAddress);
        return link.Replace("{otherHost}", other.Authority, StringComparison.Ordinal)
            .Replace("{other}", other.AbsoluteUri, StringComparison.Ordinal)
            .Replace("{host}", own.Authority, StringComparison.Ordinal)
            .Replace("{name}", own.Host, StringComparison.Ordinal);
    }

    private static async Task<ConnectorError> FailsAsync(Func<Task> list) =>
        (await Assert.ThrowsAsync<ConnectorException>(list)).Error;
}
