using System.Net;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Http.Retries;

/// <summary>Responses that reject the credential by a rule of the connector instead of their status.</summary>
public sealed class StatedRejectionTests : IAsyncLifetime
{
    private EngineFixture _engine = null!;

    public async ValueTask InitializeAsync() => _engine = await EngineFixture.StartAsync(
        options: options => options.MaximumRetries = 2);

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Theory]
    [InlineData("GET", false)]
    [InlineData("POST", false)]
    [InlineData("POST", true)]
    public async Task The_token_is_replaced_once_and_the_request_repeated(string method, bool isSynchronous)
    {
        _engine.System.Respond(method, "/orders", request => request.Authorization == "Bearer access-1"
            ? ScriptedResponse.Create(200, """{"ok":false,"error":"token_expired"}""")
            : ScriptedResponse.Create(200, """{"ok":true}"""));
        using var client = await ConnectAsync();
        using var request = new HttpRequestMessage(new(method), "orders");
        if (method == "POST") request.Content = new StringContent("body");

        using var response = isSynchronous
            ? await Task.Run(() => client.Send(request), TestContext.Current.CancellationToken)
            : await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(
            """{"ok":true}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            ["Bearer access-1", "Bearer access-2"],
            _engine.System.RecordedApiRequests.Select(sent => sent.Authorization));
        Assert.Equal(2, _engine.System.TokenRequests);
    }

    [Fact]
    public async Task A_rejection_that_lasts_is_returned_and_does_not_flood_the_token_endpoint()
    {
        _engine.System.Respond("GET", "/orders", """{"ok":false,"error":"token_expired"}""");
        using var client = await ConnectAsync();

        for (var call = 0; call < 10; call++)
        {
            using var response = await client.GetAsync("orders", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Contains(
                "token_expired",
                await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                StringComparison.Ordinal);
        }

        // One for the connection, one for the first rejection.
        Assert.Equal(2, _engine.System.TokenRequests);
        Assert.Equal(11, _engine.System.RecordedApiRequests.Count);
    }

    [Fact]
    public async Task The_token_is_replaced_once_however_often_the_request_is_sent()
    {
        var responses = new Queue<ScriptedResponse>(Enumerable.Range(0, 3).SelectMany(_ => new[]
        {
            ScriptedResponse.Create(200, """{"ok":false,"error":"token_expired"}"""), ScriptedResponse.Create(503, ""),
        }));
        _engine.System.Respond("GET", "/orders", _ => responses.Dequeue());
        using var client = await ConnectAsync();

        var sending = client.GetAsync("orders", TestContext.Current.CancellationToken);
        await _engine.Time.PassDelayAsync(TestContext.Current.CancellationToken);
        using var response = await sending;

        Assert.Equal(2, _engine.System.TokenRequests);
        Assert.Equal(3, _engine.System.RecordedApiRequests.Count);
    }

    private async Task<HttpClient> ConnectAsync()
    {
        var definition = _engine.Definition(methods: _engine.ClientCredentials()) with
        {
            ResponseRules =
            [
                new() { Pointer = "/error", Values = ["token_expired"], Outcome = ResponseOutcome.Reauthorize },
            ],
        };
        await _engine.PublishAsync(definition);
        var connection = await _engine.Connections.ConnectAsync(new()
        {
            ConnectorId = definition.Id,
            Name = "acme",
            Credential = Credential.OAuth2ClientCredentials(_engine.System.ClientId, _engine.System.ClientSecret),
            CheckCredential = false,
        });
        return _engine.Clients.CreateClient(connection);
    }
}
