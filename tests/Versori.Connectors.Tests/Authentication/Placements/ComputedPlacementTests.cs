using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Authentication.Placements;

public class ComputedPlacementTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly ApiKeyAuth Method = new()
    {
        Placements =
        [
            new() { Name = "X-Key", Value = "{key}" },
            new() { Name = "X-Nonce", Value = "{nonce}" },
            new()
            {
                In = CredentialLocation.Query,
                Name = "sign",
                Value = "{nonce + request.method + request.path + request.bodySha256 + key | sha256}",
            },
        ],
    };

    [Fact]
    public async Task Each_request_has_its_own_hash_computed_over_the_nonce_that_is_sent()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://x.example/a/b?c=d")
        {
            Content = JsonContent.Create(new { a = 1 }),
        };

        await Signing.SignAsync(Method, request, Now, ("key", "k"));
        var (first, nonce) = (request.RequestUri!.AbsoluteUri, request.Header("X-Nonce"));
        await Signing.SignAsync(Method, request, Now, ("key", "k"));

        Assert.Equal($"https://x.example/a/b?c=d&sign={Hash(nonce)}", first);
        Assert.Equal(
            $"https://x.example/a/b?c=d&sign={Hash(request.Header("X-Nonce"))}", request.RequestUri.AbsoluteUri);
        Assert.NotEqual(nonce, request.Header("X-Nonce"));
        Assert.Equal("k", request.Header("X-Key"));
        foreach (var authenticator in Signing.Prepare(Method, Now, ("key", "k"))) authenticator.Remove(request);
        Assert.Equal("https://x.example/a/b?c=d", request.RequestUri.AbsoluteUri);
        Assert.False(request.Headers.Contains("X-Nonce"));

        static string Hash(string nonce) =>
            Convert.ToHexStringLower(
                SHA256.HashData(
                    Encoding.UTF8.GetBytes(
                        $"{nonce}POST/a/b{Convert.ToHexStringLower(SHA256.HashData("""{"a":1}"""u8))}k")));
    }

    [Fact]
    public async Task An_extra_header_contains_the_time_of_its_request()
    {
        await using var engine = await EngineFixture.StartAsync();
        engine.System.AcceptBearer("t");
        var method = new BearerAuth
        {
            Headers = new Dictionary<string, string>
            {
                ["X-Time"] = "{now(\"unix\")}",
                ["X-Id"] = "{uuid}",
                ["X-Host"] = "{request.host}",
            },
        };
        var connector = await engine.PublishAsync(engine.Definition(methods: method));
        var client = engine.Clients.CreateClient(
            await engine.Connections.ConnectAsync(connector.Id, "acme", Credential.Bearer("t")));
        (await client.GetAsync("me")).Dispose();
        engine.Time.Advance(TimeSpan.FromSeconds(90));
        (await client.GetAsync("me")).Dispose();

        var (earlier, later) = (
            engine.System.RecordedApiRequests[^2].Headers, engine.System.RecordedApiRequests[^1].Headers);
        Assert.Equal(90, long.Parse(later["X-Time"], null) - long.Parse(earlier["X-Time"], null));
        Assert.NotEqual(earlier["X-Id"], later["X-Id"]);
        Assert.Equal(later["Host"], later["X-Host"]);
    }

    [Fact]
    public async Task Request_values_are_allowed_only_in_placements_on_requests()
    {
        await using var engine = await EngineFixture.StartAsync();
        var key = Method with
        {
            Headers = new Dictionary<string, string>
            {
                ["X-A"] = "{request.header.X-B}",
                ["X-C"] = "{request.nothing}",
            },
        };
        var basic = new BasicAuth { Id = "b", Password = "{request.path}" };

        Assert.Equal(
            ["/authMethods/0/headers/X-C", "/authMethods/1/password"],
            engine.Catalog.Validate(engine.Definition(methods: [key, basic]))
                .Select(problem => problem.Location).Order(StringComparer.Ordinal));
    }
}
