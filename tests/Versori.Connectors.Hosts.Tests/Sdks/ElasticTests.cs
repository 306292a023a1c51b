using Elastic.Clients.Elasticsearch;
using Elastic.Transport;

namespace Versori.Connectors.Hosts.Tests.Sdks;

public sealed class ElasticTests : SdkTests
{
    [Fact]
    public void A_synchronous_call_carries_the_credential_and_is_repeated()
    {
        var elastic = Elastic(Api);
        AssertSynchronous(() => elastic.Index(new ShopOrder(Written), index => index.Index("orders")));
    }

    private protected override SdkResponse Respond(RecordedRequest request) =>
        new("""{"_index":"orders","_id":"1","_version":1,"result":"created","found":true,"_source":{"title":"x"}}""")
        {
            Status = request.Method == "POST" ? 201 : 200,
            Headers = [("X-Elastic-Product", "Elasticsearch")],
        };

    protected override Task ReadAsync(Uri api) => Elastic(api).GetAsync<ShopOrder>("orders", "1");

    protected override Task WriteAsync(Uri api) =>
        Elastic(api).IndexAsync(new ShopOrder(Written), index => index.Index("orders"));

    private ElasticsearchClient Elastic(Uri api) => new(
        new ElasticsearchClientSettings(new SingleNodePool(api), new HttpRequestInvoker((_, _) => Handler()))
            .ThrowExceptions().DisableDirectStreaming(false));
}
