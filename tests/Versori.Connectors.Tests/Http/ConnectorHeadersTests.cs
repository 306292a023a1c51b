using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Http;

/// <summary>Headers that a connector puts on every request, with every auth method.</summary>
public sealed class ConnectorHeadersTests : HttpTest
{
    private static readonly ConnectorId SystemId = ConnectorId.Parse("system");

    private async Task<Connection> ConnectWithAsync(IReadOnlyDictionary<string, string> headers, string tenant = "acme")
    {
        External.AcceptBearer(Secret);
        await Engine.PublishAsync(
            Engine.Definition(methods: new BearerAuth()) with
            {
                Headers = headers,
                Inputs = [new() { Name = "tenant" }],
            });
        return await Engine.Connections.ConnectAsync(new()
        {
            ConnectorId = SystemId,
            Name = "acme",
            Credential = Credential.Bearer(Secret),
            Inputs = new Dictionary<string, string> { ["tenant"] = tenant },
        });
    }

    private static Dictionary<string, string> Usual => new()
    {
        ["Accept"] = "application/vnd.system+json",
        ["User-Agent"] = "Host/1.0 (+https://host.example)",
        ["X-Api-Version"] = "2026-03-01",
        ["X-Tenant"] = "t-{tenant}",
    };

    private static void AssertUsual(IReadOnlyDictionary<string, string> headers)
    {
        Assert.Equal("application/vnd.system+json", headers["Accept"]);
        Assert.Equal("Host/1.0 (+https://host.example)", headers["User-Agent"]);
        Assert.Equal("2026-03-01", headers["X-Api-Version"]);
        Assert.Equal("t-acme", headers["X-Tenant"]);
    }

    [Fact]
    public async Task Connector_headers_are_sent_with_trials_calls_invocations_and_typed_clients()
    {
        var connection = await ConnectWithAsync(Usual);
        await Engine.LinkAsync(SystemId);
        await using var engine = EngineFixture.Beside(
            Engine,
            configure: builder =>
                builder.Services.AddHttpClient("typed").AddVersoriConnection("integration", "system"));

        await Engine.Clients.CreateClient(connection).GetAsync("me");
        await Engine.Services.GetRequiredService<IEndpointInvoker>().InvokeAsync(connection.Id, "me");
        await engine.Services.GetRequiredService<IHttpClientFactory>().CreateClient("typed").GetAsync("me");

        Assert.Equal(4, External.RecordedApiRequests.Count);
        foreach (var request in External.RecordedApiRequests) AssertUsual(request.Headers);
    }

    [Fact]
    public async Task Headers_of_the_caller_and_the_auth_method_override_connector_headers()
    {
        await Engine.PublishAsync(Engine.Definition(methods: ApiKeyAuth.Create(CredentialLocation.Header, "X-Key")) with
        {
            Headers = new Dictionary<string, string>
            {
                ["X-Api-Version"] = "1",
                ["Accept"] = "text/plain",
                ["X-Key"] = "none",
            },
        });
        var connection = await Engine.Connections.ConnectAsync(
            new()
            {
                ConnectorId = SystemId,
                Name = "acme",
                Credential = Credential.ApiKey(Secret),
                CheckCredential = false,
            });
        using var client = Engine.Clients.CreateClient(connection);
        client.DefaultRequestHeaders.Add("Accept", "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Get, "me") { Headers = { { "x-api-version", "2" } } };

        await client.SendAsync(request);

        var headers = External.RecordedApiRequests[^1].Headers;
        Assert.Equal(
            ("2", "application/json", Secret), (headers["X-Api-Version"], headers["Accept"], headers["X-Key"]));
    }

    [Fact]
    public async Task Connector_headers_are_sent_once_with_a_request_redirected_within_the_origin()
    {
        var connection = await ConnectWithAsync(Usual);

        await Engine.Clients.CreateClient(connection).GetAsync(RedirectTo("/api/me"));

        Assert.Equal("/api/me", External.RecordedApiRequests[^1].Path);
        AssertUsual(External.RecordedApiRequests[^1].Headers);
    }

    [Fact]
    public async Task A_redirect_to_another_origin_keeps_only_headers_without_connection_data()
    {
        var connection = await ConnectWithAsync(Usual);

        await Engine.Clients.CreateClient(connection).GetAsync(RedirectTo($"{Other.BaseAddress}x"));

        var taken = Assert.Single(Other.Requests).Headers;
        Assert.Equal("2026-03-01", taken["X-Api-Version"]);
        Assert.DoesNotContain("X-Tenant", taken.Keys);
    }

    [Fact]
    public async Task An_edit_reaches_existing_connections()
    {
        var connection = await ConnectWithAsync(Usual);
        using var client = Engine.Clients.CreateClient(connection);
        await client.GetAsync("me");

        await Engine.PublishAsync(
            Engine.Definition(methods: new BearerAuth()) with
            {
                Headers = new Dictionary<string, string> { ["X-Api-Version"] = "2027-01-01" },
            });
        Engine.Time.Advance(TimeSpan.FromMinutes(1));
        await client.GetAsync("me");

        Assert.Equal("2027-01-01", External.RecordedApiRequests[^1].Headers["X-Api-Version"]);
        Assert.DoesNotContain("X-Tenant", External.RecordedApiRequests[^1].Headers.Keys);
    }

    [Theory]
    [InlineData("a\r\nX-Injected: 1")]
    [InlineData("a\0")]
    public async Task An_input_that_is_invalid_in_a_header_is_named_in_the_error_and_nothing_is_saved(string tenant)
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => ConnectWithAsync(Usual, tenant));

        Assert.Equal((ConnectorErrorCode.InvalidInput, "tenant"), (exception.Code, exception.Error.Location));
        Assert.Empty(External.RecordedApiRequests);
        await foreach (var connection in Engine.Connections.ListAsync(new()))
            Assert.Fail($"'{connection.Name}' was saved.");
    }
}
