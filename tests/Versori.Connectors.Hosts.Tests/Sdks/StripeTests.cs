using Stripe;

namespace Versori.Connectors.Hosts.Tests.Sdks;

public sealed class StripeTests : SdkTests
{
    [Fact]
    public void A_synchronous_call_carries_the_credential_and_is_repeated() =>
        AssertSynchronous(() => new CustomerService(Stripe(Api)).Get("cus_1"));

    private protected override SdkResponse Respond(RecordedRequest request) =>
        new("""{"id":"cus_1","object":"customer"}""");

    protected override Task ReadAsync(Uri api) => new CustomerService(Stripe(api)).GetAsync("cus_1");

    protected override Task WriteAsync(Uri api) =>
        new CustomerService(Stripe(api)).CreateAsync(new() { Description = Written });

    protected override string Content(RecordedRequest request) =>
        Uri.UnescapeDataString(base.Content(request).Replace('+', ' '));

    private StripeClient Stripe(Uri api) => new(
        "sk_test_unused",
        httpClient: new SystemNetHttpClient(Client(), maxNetworkRetries: 0),
        apiBase: api.AbsoluteUri.TrimEnd('/'));
}
