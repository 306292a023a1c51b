using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Catalog;

/// <summary>A later plan extends the connector and reports the connections that lack something it needs.</summary>
public sealed class GrowthTests : IAsyncLifetime
{
    private static readonly ConnectorId SystemId = ConnectorId.Parse("system");

    private EngineFixture _engine = null!;

    private IConnectionMaintenance Maintenance => _engine.Services.GetRequiredService<IConnectionMaintenance>();

    private ISignIns SignIns => _engine.Services.GetRequiredService<ISignIns>();

    private IEndpointInvoker Invoker => _engine.Services.GetRequiredService<IEndpointInvoker>();

    public async ValueTask InitializeAsync() => _engine = await EngineFixture.StartAsync();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task A_later_plan_adds_scopes_to_new_sign_ins_and_changes_nothing_else_of_the_method()
    {
        await ApplyAsync("first", Definition(Code("read")));
        await _engine.Catalog.EditAsync(SystemId, definition => definition with
        {
            AuthMethods = [Code("read") with { ClientId = "host" }],
        });

        await ApplyAsync("second", Definition(Code("write") with { AuthorizationUrl = "https://other.example/" }));

        var method = Assert.IsType<OAuth2Auth>(Assert.Single((await FindAsync()).AuthMethods));
        Assert.Equal(["read", "write"], method.Scopes);
        Assert.Equal(("host", Code().AuthorizationUrl), (method.ClientId, method.AuthorizationUrl));
        var begun = await SignIns.BeginAsync(
            new() { ConnectorId = SystemId, Name = "new", RedirectUri = new("https://host.example/back") });
        Assert.Contains("scope=read%20write", begun.Url.Query.Replace('+', ' ').Replace(" ", "%20"));
    }

    [Fact]
    public async Task A_later_plan_adds_its_auth_methods_with_their_inputs_and_alternatives()
    {
        await ApplyAsync("first", Definition(Code("read")));
        var key = ApiKeyAuth.Create(CredentialLocation.Header, "X-Key");
        var tenant = Code("x") with { Id = "tenant", TokenUrl = "https://{tenant}.example.com/token" };

        await ApplyAsync("second", Definition(key, tenant) with
        {
            Inputs = [new() { Name = "tenant" }, new() { Name = "unused" }],
            Endpoints = [Endpoint("later") with { AuthAlternatives = [new() { Methods = ["apiKey"] }] }],
        });

        var grown = await FindAsync();
        Assert.Equal(["oauth2", "apiKey", "tenant"], grown.AuthMethods.Select(method => method.Id));
        Assert.Equal(["tenant"], grown.Inputs.Select(input => input.Name));
        var later = grown.Endpoints.Single(endpoint => endpoint.Id == "later");
        Assert.Equal(["apiKey"], later.AuthAlternatives!.Single().Methods);
    }

    [Fact]
    public async Task A_plan_without_authentication_does_not_add_anonymous_access_to_a_connector()
    {
        await ApplyAsync("first", Definition(new BearerAuth()));

        await ApplyAsync("second", Definition(new NoAuth()));

        Assert.Equal(["bearer"], (await FindAsync()).AuthMethods.Select(method => method.Id));
    }

    [Fact]
    public async Task A_connection_without_the_new_scopes_is_reported_by_Apply_health_and_drift_and_keeps_working()
    {
        await ApplyAsync("first", Definition(Code("read")));
        var connection = await ConnectAsync();

        var applied = await ApplyAsync("second", Definition(Code("write")));

        var need = Assert.Single(applied.Needs);
        Assert.False(applied.HasMoreNeeds);
        Assert.Equal((connection.Id, "acme"), (need.ConnectionId, need.Name));
        var scopes = Assert.Single(need.Scopes);
        Assert.Equal(("oauth2", true), (scopes.MethodId, scopes.NeedsSignIn));
        Assert.Equal(["write"], scopes.Scopes);
        Assert.Empty(need.Origins);
        Assert.Equal(need, Assert.Single(await Maintenance.ListNeedsAsync(SystemId).ToListAsync()));
        Assert.Equal(["write"], (await Maintenance.GetHealthAsync(connection.Id)).MissingScopes);
        var drift = Assert.Single(await Maintenance.ListDriftAsync(SystemId).ToListAsync());
        Assert.Contains(drift.Differences, difference => difference.Pointer == "/scopes");
        Assert.Equal(200, (await Invoker.InvokeAsync(connection.Id, "me")).StatusCode);
    }

    [Fact]
    public async Task A_plan_without_new_requirements_reports_no_connection()
    {
        await ApplyAsync("first", Definition(Code("read")));
        await ConnectAsync();
        await ApplyAsync("second", Definition(Code("write")));

        var third = await ApplyAsync("third", Definition(Code("read")));

        Assert.Empty(third.Needs);
        Assert.Single(await Maintenance.ListNeedsAsync(SystemId).ToListAsync());
    }

    [Fact]
    public async Task One_step_up_sign_in_requests_all_scopes_with_the_client_of_the_connection()
    {
        await ApplyAsync("first", Definition(Code("read")));
        var connection = await ConnectAsync();
        await Assert.ThrowsAsync<ConnectorException>(
            () => SignIns.BeginStepUpAsync(connection.Id, new("https://host.example/back")));
        await ApplyAsync("second", Definition(Code("write")));

        var begun = await SignIns.BeginStepUpAsync(
            connection.Id, new("https://host.example/back"), new Secret("session"));

        var query = System.Web.HttpUtility.ParseQueryString(begun.Url.Query);
        Assert.Equal(("read write", _engine.System.ClientId), (query["scope"], query["client_id"]));
        Assert.Equal(connection, await _engine.Connections.FindAsync(connection.Id));
    }

    [Fact]
    public async Task A_connection_with_scopes_chosen_at_sign_in_needs_only_the_scopes_of_later_plans()
    {
        await ApplyAsync("first", Definition(Code("read", "admin")));
        var connection = await ConnectAsync();
        var store = _engine.Services.GetRequiredService<IConnectionStore>();
        await store.SaveAsync(
            connection with
            {
                Snapshot = connection.Snapshot with
                {
                    Methods = [Code("read")],
                    MethodsWithOwnScopes = ["oauth2"],
                },
            },
            default);
        await ApplyAsync("second", Definition(Code("write")));

        var need = Assert.Single(await Maintenance.ListNeedsAsync(SystemId).ToListAsync());
        var begun = await SignIns.BeginStepUpAsync(connection.Id, new("https://host.example/back"));

        Assert.Equal(["write"], Assert.Single(need.Scopes).Scopes);
        Assert.Equal("read write", System.Web.HttpUtility.ParseQueryString(begun.Url.Query)["scope"]);
    }

    [Fact]
    public async Task An_upgrade_does_not_add_scopes_that_a_person_has_to_grant()
    {
        await ApplyAsync("first", Definition(Code("read")));
        var connection = await ConnectAsync();
        await ApplyAsync("second", Definition(Code("write")));

        var upgraded = await Maintenance.UpgradeAsync(connection.Id);

        Assert.Equal(["read"], Assert.IsType<OAuth2Auth>(upgraded.Snapshot.Methods[0]).Scopes);
    }

    [Fact]
    public async Task An_upgrade_obtains_the_scopes_of_a_grant_without_a_person()
    {
        await ApplyAsync("first", Definition(_engine.ClientCredentials() with { Scopes = ["read"] }));
        var connection = await _engine.Connections.ConnectAsync(
            SystemId,
            "acme",
            Credential.OAuth2ClientCredentials(_engine.System.ClientId, _engine.System.ClientSecret));

        var applied = await ApplyAsync("second", Definition(_engine.ClientCredentials() with { Scopes = ["write"] }));
        Assert.False(Assert.Single(Assert.Single(applied.Needs).Scopes).NeedsSignIn);
        await Maintenance.UpgradeAsync(connection.Id);

        Assert.Equal("read write", _engine.System.RecordedTokenRequests[^1].Parameters["scope"]);
        Assert.Empty(await Maintenance.ListNeedsAsync(SystemId).ToListAsync());
    }

    [Fact]
    public async Task The_origin_of_a_later_endpoint_needs_one_approval_and_no_sign_in()
    {
        await using var uploads = await ScriptedExternalSystem.StartAsync(_engine.Time);
        await ApplyAsync("first", Definition(Code("read")));
        var connection = await ConnectAsync();
        uploads.AcceptBearer("access-1");

        var applied = await ApplyAsync("second", Definition(Code("read")) with
        {
            Endpoints = [Endpoint("upload") with { BaseUrl = uploads.BaseUrl }],
        });

        var origin = uploads.BaseAddress.GetLeftPart(UriPartial.Authority);
        Assert.Equal([origin], Assert.Single(applied.Needs).Origins);
        await RefusedAsync(
            ConnectorErrorCode.OriginNotAllowed, () => Invoker.InvokeAsync(connection.Id, "upload"));
        await RefusedAsync(
            ConnectorErrorCode.OriginNotAllowed,
            () => Maintenance.ApproveOriginAsync(connection.Id, "https://evil.example"));

        var approved = await Maintenance.ApproveOriginAsync(connection.Id, origin);

        Assert.Contains(origin, approved.Snapshot.Origins);
        Assert.Equal(200, (await Invoker.InvokeAsync(connection.Id, "upload")).StatusCode);
        Assert.Equal("Bearer access-1", uploads.RecordedApiRequests[^1].Authorization);
        Assert.Equal(0, _engine.System.TokenRequests);
        Assert.Empty(await Maintenance.ListNeedsAsync(SystemId).ToListAsync());
        Assert.Equal(approved, await Maintenance.ApproveOriginAsync(connection.Id, origin));
    }

    [Fact]
    public async Task An_upgrade_adds_the_origins_of_later_endpoints()
    {
        await ApplyAsync("first", Definition(new BearerAuth()));
        _engine.System.AcceptBearer("t1");
        var connection = await _engine.Connections.ConnectAsync(SystemId, "acme", Credential.Bearer("t1"));
        await ApplyAsync("second", Definition(new BearerAuth()) with
        {
            Endpoints = [Endpoint("upload") with { BaseUrl = "https://uploads.example.com" }],
        });

        var upgraded = await Maintenance.UpgradeAsync(connection.Id);

        Assert.Contains("https://uploads.example.com", upgraded.Snapshot.Origins);
    }

    [Fact]
    public async Task A_later_endpoint_that_needs_another_auth_method_is_reported()
    {
        await ApplyAsync("first", Definition(new BearerAuth()));
        _engine.System.AcceptBearer("t1");
        await _engine.Connections.ConnectAsync(SystemId, "acme", Credential.Bearer("t1"));

        var applied = await ApplyAsync("second", Definition(new BasicAuth()) with
        {
            Endpoints = [Endpoint("admin") with { AuthAlternatives = [new() { Methods = ["basic"] }] }],
        });

        Assert.Equal(["basic"], Assert.Single(applied.Needs).Methods);
    }

    private OAuth2Auth Code(params string[] scopes) => new()
    {
        Grant = OAuth2Grant.AuthorizationCode,
        AuthorizationUrl = "https://login.example.com/authorize",
        TokenUrl = _engine.System.TokenEndpoint.AbsoluteUri,
        Scopes = scopes,
    };

    private static ConnectorEndpoint Endpoint(string id) => new() { Id = id, Method = "GET", Path = $"/{id}" };

    private ConnectorDefinition Definition(params AuthMethod[] methods) => _engine.Definition(methods: methods);

    private Task<AppliedPlan> ApplyAsync(string integration, ConnectorDefinition definition) =>
        _engine.Catalog.ApplyAsync(CatalogHost.Plan(definition), integration);

    private async Task<ConnectorDefinition> FindAsync() => (await _engine.Catalog.FindAsync(SystemId))!.Definition!;

    private Task<Connection> ConnectAsync()
    {
        var token = _engine.System.Tokens.Issue();
        return _engine.Connections.ConnectAsync(
            SystemId,
            "acme",
            Credential.OAuth2Tokens(
                token.AccessToken, "refresh", _engine.System.ClientId, _engine.System.ClientSecret));
    }

    private static async Task RefusedAsync(ConnectorErrorCode code, Func<Task> call) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<ConnectorException>(call)).Code);
}
