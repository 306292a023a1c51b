using Versori.Connectors.Http;

namespace Versori.Connectors.Tests.Http;

/// <summary>Credentials are sent to the connection's own origins only.</summary>
public sealed class OriginTests : HttpTest
{
    private static readonly string[] Own =
    [
        "https://api.example.com", "https://files.example.com:8443", "http://localhost:5000",
    ];

    [Theory]
    [InlineData("https://api.example.com")]
    [InlineData("https://api.example.com/")]
    [InlineData("https://api.example.com?x=1")]
    [InlineData("https://api.example.com#top")]
    [InlineData("https://API.Example.COM/x")]
    [InlineData("HTTPS://api.example.com/x")]
    [InlineData("https://api.example.com:443/x")]
    [InlineData("https://api.example.com/@evil.example/")]
    [InlineData("https://api.example.com/../x")]
    [InlineData("https://files.example.com:8443/x")]
    [InlineData("http://localhost:5000/x")]
    [InlineData("wss://api.example.com/x")]
    public void Origins_of_the_connection_are_recognised_in_every_spelling(string url)
    {
        Assert.True(Origins.Contains(Own, new Uri(url)));
        Assert.Contains(new Uri(url).Host, (string[])["api.example.com", "files.example.com", "localhost"]);
    }

    [Theory]
    [InlineData("http://api.example.com/")]
    [InlineData("https://api.example.com:444/")]
    [InlineData("https://api.example.com:80/")]
    [InlineData("https://api.example.com.evil.example/")]
    [InlineData("https://api.example.com@evil.example/")]
    [InlineData("https://api.example.com:443@evil.example/")]
    [InlineData("https://api.example.com%40evil.example@evil.example/")]
    [InlineData(@"https://api.example.com\@evil.example/")]
    [InlineData(@"https://evil.example\api.example.com/")]
    [InlineData("https://evil.example/https://api.example.com/")]
    [InlineData("https://evil.example?https://api.example.com/")]
    [InlineData("https://evil.example#https://api.example.com/")]
    [InlineData("https://evilapi.example.com/")]
    [InlineData("https://example.com/")]
    [InlineData("https://files.example.com/")]
    [InlineData("https://files.example.com:84430/")]
    [InlineData("http://localhost:50000/")]
    [InlineData("http://localhost/")]
    [InlineData("ftp://api.example.com/")]
    [InlineData("ws://api.example.com/")]
    [InlineData("wss://api.example.com:444/")]
    [InlineData("wss://api.example.com.evil.example/")]
    public void Similar_origins_are_not_recognised(string url)
    {
        // A URL that .NET does not parse counts as refused.
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri)) return;

        Assert.False(Origins.Contains(Own, uri));
    }

    [Fact]
    public async Task A_request_to_another_origin_is_refused_unsent_and_the_error_lists_the_allowed_origins()
    {
        var client = await ClientAsync();
        string[] urls =
        [
            Other.BaseAddress.AbsoluteUri,
            $"http://{External.BaseAddress.Authority}@{Other.BaseAddress.Authority}/",
            $"//{Other.BaseAddress.Authority}/x",
            $"https://{External.BaseAddress.Authority}/",
        ];

        foreach (var url in urls)
        {
            var exception = await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync(url));
            Assert.Equal(ConnectorErrorCode.OriginNotAllowed, exception.Code);
            Assert.Contains(External.BaseAddress.GetLeftPart(UriPartial.Authority), exception.Message);
            Assert.DoesNotContain(Secret, exception.ToString());
        }

        Assert.Empty(Other.Requests);
        Assert.Equal(1, External.ApiRequests);
    }

    [Fact]
    public async Task A_template_client_checks_origins_before_its_connection_is_known()
    {
        await ConnectAsync();
        var template = await Engine.LinkAsync(ConnectorId.Parse("system"));
        using var cold = Engine.Clients.CreateClient(template);

        foreach (var url in new[]
        {
            Other.BaseAddress.AbsoluteUri,
            $"//{Other.BaseAddress.Authority}/x",
            "https://connection.invalid.evil.example/",
        })
        {
            Assert.Equal(
                ConnectorErrorCode.OriginNotAllowed,
                (await Assert.ThrowsAsync<ConnectorException>(() => cold.GetAsync(url))).Code);
        }

        Assert.Empty(Other.Requests);
    }
}
