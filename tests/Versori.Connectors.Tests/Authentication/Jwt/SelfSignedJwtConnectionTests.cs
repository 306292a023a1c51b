using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Authentication.Jwt;

public class SelfSignedJwtConnectionTests
{
    private static readonly SelfSignedJwtAuth Method = new()
    {
        Algorithm = JwtAlgorithm.HS256,
        Lifetime = TimeSpan.FromMinutes(10),
        Claims = [new() { Name = "iss", Value = "app" }],
        IncludeJwtId = true,
        Placement = new() { Name = "X-Token", Value = "jwt {jwt}" },
    };

    [Fact]
    public async Task A_token_is_reused_until_the_refresh_margin_then_recreated_and_never_saved()
    {
        await using var engine = await EngineFixture.StartAsync();
        var (connection, client) = await ConnectAsync(engine);
        var secrets = engine.Services.GetRequiredService<ISecretStore>();

        string[] first = [await TokenAsync(engine, client), await TokenAsync(engine, client)];
        engine.Time.Advance(TimeSpan.FromMinutes(10));
        var second = await TokenAsync(engine, client);

        Assert.Equal(first[0], first[1]);
        Assert.NotEqual(first[0], second);
        Assert.Empty((await engine.Connections.FindAsync(connection.Id))!.Tokens);
        Assert.Single(
            await secrets.ListAsync(SecretHolder.For(connection.Id), TestContext.Current.CancellationToken)
                .ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_invalid_key_is_refused_when_connecting_and_leaves_no_secrets()
    {
        await using var engine = await EngineFixture.StartAsync();
        var connector = await engine.PublishAsync(
            engine.Definition("system", Method with { Algorithm = JwtAlgorithm.RS256 }));

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => engine.Connections.ConnectAsync(Request(connector)));

        Assert.Equal(
            (ConnectorErrorCode.InvalidCredential, "privateKey"), (exception.Code, exception.Errors[0].Location));
        Assert.Empty(await engine.Connections.ListAsync(new()).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Each_error_in_a_definition_is_named()
    {
        await using var engine = await EngineFixture.StartAsync();
        var method = new SelfSignedJwtAuth
        {
            KeyField = "nowhere",
            Lifetime = TimeSpan.Zero,
            HeaderParameters = [new() { Name = "alg", Value = "none" }],
            Claims = [new() { Name = "iss", Value = "{undeclared}" }],
            Placement = new() { Name = "a b", Value = "{jwt" },
        };

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => engine.PublishAsync(engine.Definition("system", method)));

        Assert.Equal(
            [
                "/authMethods/0/claims/0/value", "/authMethods/0/headerParameters/0/name", "/authMethods/0/keyField",
                "/authMethods/0/lifetime", "/authMethods/0/placement/name", "/authMethods/0/placement/value",
            ],
            exception.Errors.Select(error => error.Location).Order(StringComparer.Ordinal));
    }

    private static async Task<(Connection, HttpClient)> ConnectAsync(EngineFixture engine)
    {
        var connector = await engine.PublishAsync(engine.Definition("system", Method));
        var connection = await engine.Connections.ConnectAsync(Request(connector));
        return (connection, engine.Clients.CreateClient(connection));
    }

    private static ConnectRequest Request(Connector connector) => new()
    {
        ConnectorId = connector.Id,
        Name = "acme",
        Credential = Credential.For(
            "selfSignedJwt", new Dictionary<string, string> { ["privateKey"] = "a-shared-key" }),
        CheckCredential = false,
    };

    private static async Task<string> TokenAsync(EngineFixture engine, HttpClient client)
    {
        (await client.GetAsync("../elsewhere", TestContext.Current.CancellationToken)).Dispose();
        return engine.System.Server.Requests[^1].Headers["X-Token"];
    }
}
