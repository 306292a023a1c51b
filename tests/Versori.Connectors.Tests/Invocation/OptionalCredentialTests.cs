using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Http;

namespace Versori.Connectors.Tests.Invocation;

/// <summary>Endpoints that work with and without a credential (OpenAPI 3.1 §4.8.30: an empty requirement).</summary>
public sealed class OptionalCredentialTests : HttpTest
{
    private static readonly AuthAlternative None = new();

    private IEndpointInvoker Invoker => Engine.Services.GetRequiredService<IEndpointInvoker>();

    [Fact]
    public async Task An_optional_credential_is_used_if_the_connection_has_it()
    {
        var template = await PublishAsync(None, With("bearer"));
        await ConnectAsync();

        await Invoker.InvokeAsync(template.Id, "me");

        Assert.Equal($"Bearer {Secret}", External.RecordedApiRequests[^1].Headers["Authorization"]);
    }

    [Fact]
    public async Task A_template_without_a_connection_is_called_without_a_credential()
    {
        var template = await PublishAsync(None, With("bearer"));

        var invoked = await Invoker.InvokeAsync(template.Id, "me");
        using var sent = await Engine.Clients.CreateClient(template).GetAsync("me");

        Assert.Equal(2, External.RecordedApiRequests.Count);
        Assert.All(
            External.RecordedApiRequests,
            request => Assert.False(request.Headers.ContainsKey("Authorization")));
        Assert.Equal((401, 401), (invoked.StatusCode, (int)sent.StatusCode));
    }

    [Fact]
    public async Task A_client_without_a_connection_stays_at_the_base_url()
    {
        var template = await PublishAsync(None);

        await Assert.ThrowsAsync<ConnectorException>(
            () => Engine.Clients.CreateClient(template).GetAsync("https://elsewhere.example/"));
    }

    [Fact]
    public async Task An_endpoint_whose_credential_is_required_needs_a_connection()
    {
        var template = await PublishAsync(With("bearer"));

        Assert.Equal(
            ConnectorErrorCode.NoConnection,
            (await Assert.ThrowsAsync<ConnectorException>(() => Invoker.InvokeAsync(template.Id, "me"))).Error.Code);
        Assert.Equal(
            ConnectorErrorCode.NoConnection,
            (await Assert.ThrowsAsync<ConnectorException>(() => Engine.Clients.CreateClient(template).GetAsync("me")))
                .Error.Code);
        Assert.Empty(External.RecordedApiRequests);
    }

    [Fact]
    public async Task A_connection_that_the_template_cannot_use_fails_the_call()
    {
        var template = await PublishAsync(None, With("bearer"));
        await ConnectAsync();
        var definition = Engine.Definition(
            "system", new BearerAuth(), ApiKeyAuth.Create(CredentialLocation.Header, "X-Api-Key"));
        await Engine.PublishAsync(definition with
        {
            Endpoints = [definition.Endpoints[0] with { AuthAlternatives = [None, With("bearer")] }],
        });
        await Engine.Catalog.LinkAsync(template with { AuthMethods = ["apiKey"] });
        var sent = External.RecordedApiRequests.Count;

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => Invoker.InvokeAsync(template.Id, "me"));

        Assert.Equal(ConnectorErrorCode.NoConnection, exception.Error.Code);
        Assert.Equal(sent, External.RecordedApiRequests.Count);
    }

    [Fact]
    public async Task The_alternative_with_the_fewest_scopes_is_used_in_any_order()
    {
        External.AcceptBearer(Secret);
        External.AcceptApiKey("k-123456");
        var definition = Engine.Definition(
            "system", new BearerAuth(), ApiKeyAuth.Create(CredentialLocation.Header, "X-Api-Key"));
        await Engine.PublishAsync(definition with
        {
            Endpoints =
            [
                definition.Endpoints[0] with
                {
                    AuthAlternatives = [None, With("bearer") with { Scopes = ["write"] }, With("apiKey")],
                },
            ],
        });
        var connection = await Engine.Connections.ConnectAsync(new()
        {
            ConnectorId = definition.Id,
            Name = "acme",
            Credential = Credential.Bearer(Secret),
            AdditionalCredentials = [Credential.ApiKey("k-123456")],
            CheckCredential = false,
        });

        await Invoker.InvokeAsync(connection.Id, "me");

        var headers = External.RecordedApiRequests[^1].Headers;
        Assert.Equal("k-123456", headers["X-Api-Key"]);
        Assert.False(headers.ContainsKey("Authorization"));
    }

    private static AuthAlternative With(params string[] methods) => new() { Methods = methods };

    private async Task<ConnectionTemplate> PublishAsync(params AuthAlternative[] alternatives)
    {
        External.AcceptBearer(Secret);
        var definition = Engine.Definition(methods: new BearerAuth()) with { AuthAlternatives = alternatives };
        await Engine.PublishAsync(definition with
        {
            Endpoints = [definition.Endpoints[0] with { AuthAlternatives = alternatives }],
        });
        return await Engine.LinkAsync(definition.Id);
    }

    private async Task ConnectAsync() => await Engine.Connections.ConnectAsync(new()
    {
        ConnectorId = ConnectorId.Parse("system"),
        Name = "acme",
        Credential = Credential.Bearer(Secret),
        CheckCredential = false,
    });
}
