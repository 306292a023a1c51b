using System.Net.Http.Json;
using System.Text;
using Versori.Connectors.Tests.Engine;
using Versori.Connectors.Tests.Fuzzing;

namespace Versori.Connectors.Tests.Authentication.ApiKey;

public class ApiKeyPlacementTests
{
    private static readonly ApiKeyAuth InBody = ApiKeyAuth.Create(CredentialLocation.Body, "api_key");

    [Fact]
    public async Task A_key_is_added_to_a_json_or_form_body_or_to_a_new_form()
    {
        Assert.Equal(
            """{"b":1,"api_key":"k\"&1"}""", await BodyAsync(JsonContent.Create(new { b = 1, api_key = "mine" })));
        Assert.Equal("b=1&api_key=k%22%261", await BodyAsync(new FormUrlEncodedContent([new("b", "1")])));
        Assert.Equal("api_key=k%22%261", await BodyAsync(null));
        Assert.Equal(
            """{"api_key":"k\"&1"}""", await BodyAsync(new StringContent("", Encoding.UTF8, "application/vnd.x+json")));
    }

    [Theory]
    [InlineData("text/plain", "x")]
    [InlineData("application/json", "[1]")]
    [InlineData("application/json", "{")]
    public async Task A_body_that_cannot_contain_the_key_is_an_error_that_names_the_parameter(string type, string body)
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => BodyAsync(new StringContent(body, Encoding.UTF8, type)));
        Assert.Equal(
            ("api_key", ConnectorErrorCode.InvalidArgument), (Signing.Error(exception).Location, exception.Code));
    }

    [Theory]
    [InlineData("""{"n":1.50}""", """{"n":1.50,"auth":{"a/b":"k"}}""")]
    [InlineData("""{"auth":{"who":"ada","a/b":"mine"},"n":1}""", """{"auth":{"who":"ada","a/b":"k"},"n":1}""")]
    public async Task A_key_is_placed_at_a_nested_json_pointer(string body, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://x.example")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };

        await Signing.SignAsync(
            ApiKeyAuth.Create(CredentialLocation.Body, "/auth/a~1b"), request, default, ("key", "k"));

        Assert.Equal(expected, await request.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_unreachable_json_pointer_is_an_error()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://x.example")
        {
            Content = new StringContent("""{"auth":1}""", Encoding.UTF8, "application/json"),
        };

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () =>
                Signing.SignAsync(
                    ApiKeyAuth.Create(CredentialLocation.Body, "/auth/key"), request, default, ("key", "k")));

        Assert.Equal(
            ("/auth/key", ConnectorErrorCode.InvalidArgument), (Signing.Error(exception).Location, exception.Code));
    }

    [Fact]
    public async Task A_request_without_a_body_is_not_sent_without_the_key()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://x.example");
        await Assert.ThrowsAsync<ConnectorException>(() => Signing.SignAsync(InBody, request, default, ("key", "k")));
    }

    [Fact]
    public async Task Static_headers_are_sent_with_the_key()
    {
        await using var engine = await EngineFixture.StartAsync();
        engine.System.AcceptApiKey("k");
        var method = ApiKeyAuth.Create(CredentialLocation.Header, "X-Api-Key") with
        {
            Headers = new Dictionary<string, string> { ["X-Version"] = "2026-01" },
        };
        var connector = await engine.PublishAsync(engine.Definition("system", method));
        await engine.Connections.ConnectAsync(
            new() { ConnectorId = connector.Id, Name = "acme", Credential = Credential.ApiKey("k") });

        Assert.Equal("2026-01", Assert.Single(engine.System.RecordedApiRequests).Headers["X-Version"]);
    }

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(300)]
    public bool Any_key_arrives_unchanged_and_the_rest_of_the_form_is_kept(string? key)
    {
        key = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(key ?? ""));
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://x.example")
        {
            Content = new FormUrlEncodedContent([new("b", key)]),
        };
        Signing.SignAsync(InBody, request, default, ("key", key)).GetAwaiter().GetResult();
        var pairs = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(
            request.Content.ReadAsStringAsync().GetAwaiter().GetResult());
        return pairs["api_key"] == key && pairs["b"] == key;
    }

    private static async Task<string> BodyAsync(HttpContent? content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://x.example") { Content = content };
        await Signing.SignAsync(InBody, request, default, ("key", "k\"&1"));
        return await request.Content!.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
