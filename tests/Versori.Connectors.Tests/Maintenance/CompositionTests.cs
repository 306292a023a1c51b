using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Maintenance;

public sealed class CompositionTests : IAsyncLifetime
{
    private static readonly ApiKeyAuth Key = ApiKeyAuth.Create(
        CredentialLocation.Header, "X-App-Key") with
    { Id = "app" };

    private EngineFixture _engine = null!;

    public async ValueTask InitializeAsync() => _engine = await EngineFixture.StartAsync();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task An_application_key_and_a_user_token_are_sent_together()
    {
        var client = _engine.Clients.CreateClient(await ConnectAsync());

        Assert.True((await client.GetAsync("me")).IsSuccessStatusCode);

        var request = _engine.System.RecordedApiRequests[^1];
        Assert.Equal("app-key", request.Headers["X-App-Key"]);
        Assert.Equal("Bearer access-1", request.Authorization);
    }

    [Fact]
    public async Task Refreshing_one_credential_keeps_the_other()
    {
        var client = _engine.Clients.CreateClient(await ConnectAsync());
        _engine.Time.Advance(TimeSpan.FromHours(2));

        Assert.True((await client.GetAsync("me")).IsSuccessStatusCode);

        var request = _engine.System.RecordedApiRequests[^1];
        Assert.Equal("app-key", request.Headers["X-App-Key"]);
        Assert.Equal("Bearer access-2", request.Authorization);
    }

    [Fact]
    public async Task An_endpoint_with_its_own_alternative_gets_only_that_alternative()
    {
        var connection = await ConnectAsync();
        var invoker = _engine.Services.GetRequiredService<IEndpointInvoker>();

        await invoker.InvokeAsync(connection.Id, "by-key");
        await invoker.InvokeAsync(connection.Id, "open");
        await invoker.InvokeAsync(connection.Id, "me");

        var (byKey, open, both) = (
            _engine.System.RecordedApiRequests[^3],
            _engine.System.RecordedApiRequests[^2],
            _engine.System.RecordedApiRequests[^1]);
        Assert.Equal(("app-key", null), (byKey.Headers["X-App-Key"], byKey.Authorization));
        Assert.Null(open.Authorization);
        Assert.DoesNotContain("X-App-Key", open.Headers.Keys);
        Assert.Equal(("app-key", "Bearer access-1"), (both.Headers["X-App-Key"], both.Authorization));
    }

    [Fact]
    public async Task Two_credentials_for_one_method_are_refused()
    {
        var connector = await _engine.PublishAsync(_engine.Definition(methods: [Key]));

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => _engine.Connections.ConnectAsync(new()
        {
            ConnectorId = connector.Id,
            Name = "acme",
            Credential = Credential.ApiKey("one"),
            AdditionalCredentials = [Credential.ApiKey("two")],
        }));

        Assert.Equal((ConnectorErrorCode.InvalidCredential, "app"), (exception.Code, exception.Error.Location));
    }

    private async Task<Connection> ConnectAsync()
    {
        var definition = _engine.Definition(methods: [Key, _engine.ClientCredentials()]);
        var connector = await _engine.PublishAsync(definition with
        {
            Endpoints =
            [
                .. definition.Endpoints,
                new()
                {
                    Id = "by-key",
                    Method = "GET",
                    Path = "/by-key",
                    AuthAlternatives = [new() { Methods = ["app"] }],
                },
                new() { Id = "open", Method = "GET", Path = "/open", AuthAlternatives = [] },
            ],
        });
        return await _engine.Connections.ConnectAsync(new()
        {
            ConnectorId = connector.Id,
            Name = "acme",
            Credential = Credential.ApiKey("app-key"),
            AdditionalCredentials =
            [
                Credential.OAuth2ClientCredentials(_engine.System.ClientId, _engine.System.ClientSecret),
            ],
        });
    }
}
