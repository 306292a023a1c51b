using Versori.Connectors.Http;

namespace Versori.Connectors.Tests.Http;

/// <summary>Relative URLs mean the same for clients created before and after the connection is known.</summary>
public sealed class AddressingTests : HttpTest
{
    public static TheoryData<string> References => new(
        "me", "./me", "me/", "a/b", "a//b", ".//b", "", "?page=2", "me?page=2&q=a%20b", "me#part", "me?x=1#part",
        "a/../b", "../me", "../../me", "../../../../../../../../../../me",
        "/me", "/", "/a/b?x=1", "/?x=1", "a%2Fb", "./users:me", "./https://evil.example/x", "~versori-base/x",
        "$/x", "$~/x", "/$~", "/$/$/x", "../../$~x", "../v2/me?x=1#y");

    [Theory]
    [MemberData(nameof(References))]
    public void A_relative_reference_is_resolved_as_RFC_3986_specifies(string reference)
    {
        foreach (
            var address in new[]
            {
                "https://example.com/",
                "https://example.com/v1/",
                "https://example.com:8443/v1/api/x/",
            })
        {
            var request = new HttpRequestMessage(HttpMethod.Get, new Uri(BaseAddresses.Unresolved, reference));

            BaseAddresses.Resolve(request, new Uri(address));

            Assert.Equal(new Uri(new Uri(address), reference).AbsoluteUri, request.RequestUri!.AbsoluteUri);
        }
    }

    [Theory]
    [InlineData("me", "/api/me")]
    [InlineData("me?page=2", "/api/me?page=2")]
    [InlineData("/api/me", "/api/me")]
    [InlineData("../api/a/../me", "/api/me")]
    [InlineData("", "/api/")]
    public async Task Clients_created_before_and_after_the_connection_is_known_call_the_same_URLs(
        string reference, string target)
    {
        await ConnectAsync();
        var template = await Engine.LinkAsync(ConnectorId.Parse("system"));
        using var cold = Engine.Clients.CreateClient(template);
        using var warm = await Engine.Clients.CreateClientAsync(template.Id);
        Assert.NotEqual(cold.BaseAddress, warm.BaseAddress);

        await cold.GetAsync(reference);
        await warm.GetAsync(reference);

        Assert.Equal([target, target], External.RecordedApiRequests.Skip(1).Select(request => request.Target));
        Assert.All(External.RecordedApiRequests, request => Assert.Equal($"Bearer {Secret}", request.Authorization));
    }

    [Fact]
    public async Task An_absolute_URL_of_the_system_is_accepted()
    {
        var client = await ClientAsync();

        await client.GetAsync($"{External.Api}x?y=1");

        Assert.Equal("/api/x?y=1", External.RecordedApiRequests[^1].Target);
    }
}
