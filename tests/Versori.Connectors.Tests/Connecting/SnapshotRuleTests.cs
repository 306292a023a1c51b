using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.Tests.Connecting;

/// <summary>The snapshot of a connection determines its credentials and its origins.</summary>
public sealed class SnapshotRuleTests : ConnectingTest
{
    private IEndpointInvoker Invoker => Engine.Services.GetRequiredService<IEndpointInvoker>();

    private IConnectionMaintenance Maintenance => Engine.Services.GetRequiredService<IConnectionMaintenance>();

    public static TheoryData<string> Edits => ["none", "another method", "a subset", "method deleted"];

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task Edited_alternatives_of_an_endpoint_do_not_affect_an_existing_connection(string edit)
    {
        var connection = await ConnectAsync();
        await EditAlternativesAsync(edit);

        await Invoker.InvokeAsync(connection.Id, "me");

        var request = External.RecordedApiRequests[^1];
        Assert.Equal("Bearer t1", request.Authorization);
        Assert.Equal("k1", request.Headers["X-Api-Key"]);
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task A_check_uses_the_alternatives_of_the_snapshot(string edit)
    {
        var connection = await ConnectAsync();
        await EditAlternativesAsync(edit);

        await Maintenance.CheckAsync(connection.Id);

        Assert.Equal("Bearer t1", External.RecordedApiRequests[^1].Authorization);
    }

    [Fact]
    public async Task An_endpoint_added_later_uses_its_own_alternatives()
    {
        var connection = await ConnectAsync();
        await Engine.Catalog.EditAsync(SystemId, definition => definition with
        {
            Endpoints =
            [
                .. definition.Endpoints,
                new()
                {
                    Id = "later", Method = "GET", Path = "/later", AuthAlternatives = [new() { Methods = ["bearer"] }],
                },
            ],
        });

        await Invoker.InvokeAsync(connection.Id, "later");

        Assert.Equal("Bearer t1", External.RecordedApiRequests[^1].Authorization);
        Assert.DoesNotContain("X-Api-Key", External.RecordedApiRequests[^1].Headers.Keys);
    }

    [Fact]
    public async Task An_upgrade_applies_the_edited_alternatives()
    {
        var connection = await ConnectAsync();
        await EditAlternativesAsync("a subset");

        await Maintenance.UpgradeAsync(connection.Id);
        await Invoker.InvokeAsync(connection.Id, "me");

        Assert.Equal("k1", External.RecordedApiRequests[^1].Headers["X-Api-Key"]);
        Assert.Null(External.RecordedApiRequests[^1].Authorization);
    }

    [Fact]
    public async Task A_base_URL_changed_to_another_origin_does_not_affect_existing_connections()
    {
        var connection = await ConnectAsync();
        await using var other = await ScriptedExternalSystem.StartAsync(Engine.Time);
        other.AcceptBearer("t1");
        await Engine.Catalog.EditAsync(SystemId, definition => definition with { BaseUrl = $"{External.Api}v2" });
        await Engine.Catalog.EditAsync(SystemId, definition => definition with { BaseUrl = other.BaseUrl });

        await Invoker.InvokeAsync(connection.Id, "me");

        Assert.Equal("/api/v2/me", External.RecordedApiRequests[^1].Path);
        Assert.Empty(other.RecordedApiRequests);

        await Maintenance.ApproveOriginAsync(connection.Id, other.BaseAddress.AbsoluteUri);
        await Invoker.InvokeAsync(connection.Id, "me");
        Assert.Equal("Bearer t1", Assert.Single(other.RecordedApiRequests).Authorization);
    }

    [Fact]
    public async Task A_connection_keeps_the_origin_of_an_endpoint_that_moves_to_another_of_its_origins()
    {
        await using var files = await ScriptedExternalSystem.StartAsync(Engine.Time);
        files.AcceptBearer("t1");
        External.AcceptBearer("t1");
        var connector = await Engine.PublishAsync(Definition() with
        {
            Endpoints =
            [
                new() { Id = "me", Method = "GET", Path = "/me" },
                new() { Id = "file", Method = "GET", Path = "/file", BaseUrl = files.BaseUrl },
            ],
        });
        var connection = await ConnectBothAsync(connector.Id);
        await Engine.Catalog.EditAsync(SystemId, definition => definition with
        {
            Endpoints =
            [
                new() { Id = "me", Method = "GET", Path = "/me", BaseUrl = files.BaseUrl },
                new() { Id = "file", Method = "GET", Path = "/file" },
            ],
        });

        await Invoker.InvokeAsync(connection.Id, "me");
        await Invoker.InvokeAsync(connection.Id, "file");

        Assert.Equal("/api/me", External.RecordedApiRequests[^1].Path);
        Assert.Equal("/api/file", files.RecordedApiRequests[^1].Path);
    }

    [Fact]
    public async Task A_header_with_a_missing_input_is_left_out_or_uses_its_default()
    {
        var connection = await ConnectAsync();
        await Engine.Catalog.EditAsync(SystemId, definition => definition with
        {
            Inputs = [new() { Name = "region", Default = "eu" }, new() { Name = "team", Required = true }],
            Headers = new Dictionary<string, string> { ["X-Region"] = "{region}", ["X-Team"] = "{team}" },
        });

        await Invoker.InvokeAsync(connection.Id, "me");

        var request = External.RecordedApiRequests[^1];
        Assert.Equal("eu", request.Headers["X-Region"]);
        Assert.DoesNotContain("X-Team", request.Headers.Keys);
    }

    private ConnectorDefinition Definition() => Engine.Definition(methods:
    [
        new BearerAuth(), ApiKeyAuth.Create(CredentialLocation.Header, "X-Api-Key"),
    ]);

    private async Task<Connection> ConnectAsync()
    {
        External.AcceptBearer("t1");
        External.AcceptApiKey("k1");
        var connector = await Engine.PublishAsync(Definition());
        return await ConnectBothAsync(connector.Id);
    }

    private Task<Connection> ConnectBothAsync(ConnectorId connector) => Connections.ConnectAsync(new()
    {
        ConnectorId = connector,
        Name = "acme",
        Credential = Credential.Bearer("t1"),
        AdditionalCredentials = [Credential.ApiKey("k1")],
        CheckCredential = false,
    });

    private Task<Connector> EditAlternativesAsync(string edit) => Engine.Catalog.EditAsync(SystemId, definition =>
    {
        AuthMethod[] methods = edit switch
        {
            "another method" => [.. definition.AuthMethods, new BasicAuth()],
            "method deleted" => [.. definition.AuthMethods.Where(method => method is not BearerAuth)],
            _ => [.. definition.AuthMethods],
        };
        AuthAlternative[] alternatives = edit switch
        {
            "none" => [],
            "another method" => [new() { Methods = ["basic"] }],
            _ => [new() { Methods = ["apiKey"] }],
        };
        return definition with
        {
            AuthMethods = methods,
            Endpoints =
            [
                .. definition.Endpoints.Select(endpoint => endpoint with { AuthAlternatives = alternatives }),
            ],
        };
    });
}
