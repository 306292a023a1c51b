using Refit;

namespace Versori.Connectors.Hosts.Tests.Sdks;

public interface IShopApi
{
    [Get("/orders")]
    Task<string> ListAsync(CancellationToken cancellationToken);

    [Get("/orders/export")]
    Task<Stream> ExportAsync(CancellationToken cancellationToken);

    [Post("/orders")]
    Task<string> CreateAsync([Body] ShopOrder order, CancellationToken cancellationToken);
}

public sealed record ShopOrder(string Title);

public sealed class RefitTests : SdkTests
{
    [Fact]
    public async Task A_response_is_read_as_a_stream()
    {
        await using var stream = await Shop(Api).ExportAsync(default);
        using var reader = new StreamReader(stream);

        Assert.Equal("[]", await reader.ReadToEndAsync());
    }

    private protected override SdkResponse Respond(RecordedRequest request) => new("[]");

    protected override Task ReadAsync(Uri api) => Shop(api).ListAsync(default);

    protected override Task WriteAsync(Uri api) => Shop(api).CreateAsync(new(Written), default);

    private IShopApi Shop(Uri api)
    {
        var client = Client();
        client.BaseAddress = api;
        return RestService.For<IShopApi>(client);
    }
}
