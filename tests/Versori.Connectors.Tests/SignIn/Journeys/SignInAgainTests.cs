using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Catalog;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.SignIn.Journeys;

/// <summary>A person signs in again: to grant more, or as another account.</summary>
public sealed class SignInAgainTests : IAsyncLifetime
{
    private static readonly ConnectorId Shop = new("shop");
    private static readonly Uri Callback = new("https://host.example/callback");

    private EngineFixture _engine = null!;
    private ConsentSystem _system = null!;

    private ISignIns SignIns => _engine.Services.GetRequiredService<ISignIns>();

    private IEndpointInvoker Invoker => _engine.Services.GetRequiredService<IEndpointInvoker>();

    private IConnectionMaintenance Maintenance => _engine.Services.GetRequiredService<IConnectionMaintenance>();

    private (string Path, string Person, string Scopes) LastCall => _system.Calls.Last();

    public async ValueTask InitializeAsync()
    {
        _engine = await EngineFixture.StartAsync();
        _system = await ConsentSystem.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _system.DisposeAsync();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task A_later_plan_adds_a_scope_and_one_sign_in_upgrades_the_connection()
    {
        var connection = await ConnectWithReadAsync();

        var applied = await ApplyAsync("second", "write", new() { Id = "create", Method = "POST", Path = "/orders" });

        var need = Assert.Single(applied.Needs);
        Assert.Equal(connection.Id, need.ConnectionId);
        Assert.Equal(["write"], Assert.Single(need.Scopes, scopes => scopes.NeedsSignIn).Scopes);
        Assert.Equal((200, 403), (await StatusAsync(connection, "list"), await StatusAsync(connection, "create")));

        var begun = await SignIns.BeginStepUpAsync(connection.Id, Callback);
        // Until the person has agreed, calls continue with what the connection has.
        Assert.Equal((200, "read"), (await StatusAsync(connection, "list"), LastCall.Scopes));
        var upgraded = await CompleteAsync(begun);

        Assert.Equal(connection.Id, upgraded.Id);
        Assert.Equal(
            ["read", "write"], Assert.IsType<OAuth2Auth>(Assert.Single(upgraded.Snapshot.Methods)).Scopes);
        Assert.Equal((200, 200), (await StatusAsync(connection, "list"), await StatusAsync(connection, "create")));
        Assert.Equal(("/orders", "alice", "read write"), LastCall);
        Assert.Empty(await Maintenance.ListNeedsAsync(Shop).ToListAsync());

        // The refresh token is that of the second sign-in too.
        _engine.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(200, await StatusAsync(connection, "create"));
        Assert.Equal("read write", LastCall.Scopes);
        await using var restarted = EngineFixture.Beside(_engine);
        Assert.Equal(
            HttpStatusCode.OK, (await restarted.CreateClient(connection).PostAsync("orders", null)).StatusCode);
    }

    [Fact]
    public async Task A_step_up_as_another_account_is_refused_and_the_connection_stays_as_it_was()
    {
        var connection = await ConnectWithReadAsync();
        await ApplyAsync("second", "write", new() { Id = "create", Method = "POST", Path = "/orders" });
        var begun = await SignIns.BeginStepUpAsync(connection.Id, Callback);
        _system.Person = "bob";

        var refused = await Assert.ThrowsAsync<ConnectorException>(() => CompleteAsync(begun));

        Assert.Equal(ConnectorErrorCode.OtherAccount, refused.Code);
        Assert.Equal(connection, await _engine.Connections.FindAsync(connection.Id));
        Assert.Equal((200, "alice"), (await StatusAsync(connection, "list"), LastCall.Person));
    }

    [Fact]
    public async Task Signing_in_again_as_another_account_is_refused_and_both_accounts_are_named()
    {
        var connection = await ConnectWithReadAsync();
        _system.Person = "bob";

        var refused = await Assert.ThrowsAsync<ConnectorException>(() => SignInAgainAsync(connection));

        Assert.Equal(ConnectorErrorCode.OtherAccount, refused.Code);
        Assert.Contains("'alice'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("'bob'", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(ConnectionEventKind.AccountChanged, _engine.Events.Kinds);
        _engine.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal((200, "alice"), (await StatusAsync(connection, "list"), LastCall.Person));
    }

    [Fact]
    public async Task Another_account_that_is_allowed_replaces_the_tokens_and_is_reported()
    {
        var connection = await ConnectWithReadAsync();
        _system.Person = "bob";

        var changed = await SignInAgainAsync(connection, allowOtherAccount: true);

        Assert.Equal((connection.Id, "bob"), (changed.Id, changed.Snapshot.Account));
        Assert.Contains(ConnectionEventKind.AccountChanged, _engine.Events.Kinds);
        Assert.Equal((200, "bob"), (await StatusAsync(connection, "list"), LastCall.Person));
        _engine.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal((200, "bob"), (await StatusAsync(connection, "list"), LastCall.Person));
    }

    [Fact]
    public async Task The_same_account_signs_in_again_without_a_report()
    {
        var connection = await ConnectWithReadAsync();

        var again = await SignInAgainAsync(connection);

        Assert.Equal((connection.Id, "alice"), (again.Id, again.Snapshot.Account));
        Assert.DoesNotContain(ConnectionEventKind.AccountChanged, _engine.Events.Kinds);
    }

    private async Task<Connection> ConnectWithReadAsync()
    {
        await ApplyAsync("first", "read", new() { Id = "list", Method = "GET", Path = "/orders" });
        await _engine.Catalog.SetClientSecretAsync(Shop, "oauth2", new(ConsentSystem.ClientSecret));
        return await CompleteAsync(
            await SignIns.BeginAsync(new() { ConnectorId = Shop, Name = "acme", RedirectUri = Callback }));
    }

    private async Task<Connection> SignInAgainAsync(Connection connection, bool allowOtherAccount = false) =>
        await CompleteAsync(await SignIns.BeginAsync(new()
        {
            ConnectorId = Shop,
            ConnectionId = connection.Id,
            RedirectUri = Callback,
            AllowOtherAccount = allowOtherAccount,
        }));

    private async Task<Connection> CompleteAsync(BrowserSignIn begun) =>
        await SignIns.CompleteAsync(new() { Uri = await _system.AgreeAsync(begun.Url), Session = begun.Session });

    private async Task<int> StatusAsync(Connection connection, string endpoint) =>
        (await Invoker.InvokeAsync(connection.Id, endpoint)).StatusCode;

    private Task<AppliedPlan> ApplyAsync(string integration, string scope, ConnectorEndpoint endpoint) =>
        _engine.Catalog.ApplyAsync(
            CatalogHost.Plan(new ConnectorDefinition
            {
                Id = Shop,
                Title = "Shop",
                BaseUrl = _system.Origin,
                AccountLabel = "{login}",
                AuthMethods =
                [
                    new OAuth2Auth
                    {
                        Grant = OAuth2Grant.AuthorizationCode,
                        AuthorizationUrl = $"{_system.Origin}/authorize",
                        TokenUrl = $"{_system.Origin}/token",
                        ClientId = ConsentSystem.ClientId,
                        Scopes = [scope],
                        Captures = [new() { Name = "login", Selector = "/login" }],
                    },
                ],
                Endpoints = [endpoint],
            }),
            integration);
}
