using Google.Apis.Http;
using Google.Apis.Services;
using Google.Apis.Storage.v1;
using SdkClientFactory = Google.Apis.Http.HttpClientFactory;

namespace Versori.Connectors.Hosts.Tests.Sdks;

public sealed class GoogleTests : SdkTests
{
    [Fact]
    public void A_synchronous_call_carries_the_credential_and_is_repeated() =>
        AssertSynchronous(() => Storage(Api).Buckets.Get("bucket").Execute());

    [Fact]
    public async Task A_response_is_read_as_a_stream()
    {
        await using var stream = await Storage(Api).Buckets.Get("bucket").ExecuteAsStreamAsync();
        using var reader = new StreamReader(stream);

        Assert.Contains("bucket", await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    private protected override SdkResponse Respond(RecordedRequest request) => new("""{"name":"bucket"}""");

    protected override Task ReadAsync(Uri api) => Storage(api).Buckets.Get("bucket").ExecuteAsync();

    protected override Task WriteAsync(Uri api) =>
        Storage(api).Buckets.Insert(new() { Name = Written }, "project").ExecuteAsync();

    private StorageService Storage(Uri api) => new(new BaseClientService.Initializer
    {
        ApplicationName = "tests",
        BaseUri = new Uri(api, "/storage/v1/").AbsoluteUri,
        HttpClientFactory = new OverConnection(Handler),
    });

    private sealed class OverConnection(Func<HttpMessageHandler> create) : SdkClientFactory
    {
        protected override HttpMessageHandler CreateHandler(CreateHttpClientArgs args) => create();
    }
}
