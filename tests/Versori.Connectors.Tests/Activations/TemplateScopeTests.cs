using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;
using Versori.Connectors.Tests.SignIn.Journeys;

namespace Versori.Connectors.Tests.Activations;

/// <summary>What a person has granted, against what the templates of an integration need.</summary>
public sealed class TemplateScopeTests : IAsyncLifetime
{
    private static readonly ConnectorId Shop = new("shop");
    private static readonly Owner Ada = Owner.User("ada");
    private static readonly Uri Callback = new("https://host.example/callback");

    private EngineFixture _engine = null!;
    private ConsentSystem _system = null!;

    private ISignIns SignIns => _engine.Services.GetRequiredService<ISignIns>();

    private IActivations Activations => _engine.Services.GetRequiredService<IActivations>();

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
    public async Task Each_template_needs_the_scopes_of_its_endpoints_and_lacks_what_the_connector_requests_since()
    {
        await PublishAsync("read");
        await LinkAsync("all");
        await LinkAsync("reader", "list");
        await LinkAsync("writer", "create");
        var connection = await ConnectAsync();
        await PublishAsync("read", "write");

        var state = await Activations.GetStateAsync("sync", Ada);

        Assert.Equal(
            [
                ("all", "read write", "read", "write"),
                ("reader", "read", "read", ""),
                ("writer", "write", "read", "write"),
            ],
            state.Templates.Select(Of));
        Assert.All(state.Templates, found => Assert.True(Assert.Single(found.Scopes).NeedsSignIn));
        // Missing scopes are no problem of an activation.
        Assert.Empty(state.Missing);
        await Activations.ActivateAsync(new() { Integration = "sync", Owner = Ada });
        Assert.Equal(ActivationStatus.Active, (await Activations.GetStateAsync("sync", Ada)).Status);
        await CompleteAsync(await SignIns.BeginStepUpAsync(connection.Id, Callback));
        var granted = await Activations.GetStateAsync("sync", Ada);
        Assert.All(granted.Templates, found => Assert.Equal("", Of(found).Missing));
    }

    [Fact]
    public async Task A_scope_that_the_person_refused_is_missing_until_a_step_up_sign_in()
    {
        await PublishAsync("read", "write");
        await LinkAsync("all");
        _system.Refused = "write";
        var connection = await ConnectAsync();
        var before = Assert.Single((await Activations.GetStateAsync("sync", Ada)).Templates);
        _system.Refused = null;

        await CompleteAsync(await SignIns.BeginStepUpAsync(connection.Id, Callback));

        Assert.Equal(("all", "read write", "read", "write"), Of(before));
        var after = Assert.Single((await Activations.GetStateAsync("sync", Ada)).Templates);
        Assert.Equal(("all", "read write", "read write", ""), Of(after));
        await Assert.ThrowsAsync<ConnectorException>(() => SignIns.BeginStepUpAsync(connection.Id, Callback));
    }

    [Fact]
    public async Task A_pinned_template_needs_the_scopes_of_its_version_and_scopes_chosen_at_sign_in_stay_chosen()
    {
        await PublishAsync("read", "write");
        await LinkAsync("all");
        await ConnectAsync("read");
        var chosen = Assert.Single((await Activations.GetStateAsync("sync", Ada)).Templates);
        await PublishAsync("read", "write", "admin");
        var later = Assert.Single((await Activations.GetStateAsync("sync", Ada)).Templates);
        await _engine.Catalog.PinAsync(new("sync", "all"), 1);

        var pinned = Assert.Single((await Activations.GetStateAsync("sync", Ada)).Templates);

        Assert.Equal(("all", "read", "read", ""), Of(chosen));
        Assert.Equal(("all", "read admin", "read", "admin"), Of(later));
        Assert.Equal(("all", "read", "read", ""), Of(pinned));
    }

    [Fact]
    public async Task Connections_without_OAuth_have_no_scopes()
    {
        var connector = await _engine.PublishAsync(_engine.Definition(methods: new BearerAuth()));
        await _engine.LinkAsync(connector.Id, "sync", TemplateSharing.PerOwner);
        await _engine.Connections.ConnectAsync(new()
        {
            ConnectorId = connector.Id,
            Name = "mine",
            Owner = Ada,
            Credential = Credential.Bearer("token"),
            CheckCredential = false,
        });

        var found = Assert.Single((await Activations.GetStateAsync("sync", Ada)).Templates);

        Assert.NotNull(found.Connection);
        Assert.Empty(found.Scopes);
    }

    private static (string Name, string Needed, string Granted, string Missing) Of(TemplateActivation found)
    {
        var scopes = Assert.Single(found.Scopes);
        return (
            found.Template.Id.Name,
            string.Join(' ', scopes.Needed),
            string.Join(' ', scopes.Granted),
            string.Join(' ', scopes.Missing));
    }

    private async Task PublishAsync(params string[] scopes)
    {
        await _engine.PublishAsync(new ConnectorDefinition
        {
            Id = Shop,
            Title = "Shop",
            BaseUrl = _system.Origin,
            AuthMethods =
            [
                new OAuth2Auth
                {
                    Grant = OAuth2Grant.AuthorizationCode,
                    AuthorizationUrl = $"{_system.Origin}/authorize",
                    TokenUrl = $"{_system.Origin}/token",
                    ClientId = ConsentSystem.ClientId,
                    Scopes = scopes,
                },
            ],
            Endpoints =
            [
                new() { Id = "list", Method = "GET", Path = "/orders", AuthAlternatives = [Needs("read")] },
                new() { Id = "create", Method = "POST", Path = "/orders", AuthAlternatives = [Needs("write")] },
            ],
        });
        await _engine.Catalog.SetClientSecretAsync(Shop, "oauth2", new(ConsentSystem.ClientSecret));
    }

    private static AuthAlternative Needs(string scope) => new() { Methods = ["oauth2"], Scopes = [scope] };

    private Task<ConnectionTemplate> LinkAsync(string name, params string[] endpoints) =>
        _engine.Catalog.LinkAsync(new()
        {
            Id = new("sync", name),
            ConnectorId = Shop,
            Sharing = TemplateSharing.PerOwner,
            Endpoints = endpoints,
        });

    private async Task<Connection> ConnectAsync(params string[] scopes) =>
        await CompleteAsync(await SignIns.BeginAsync(new()
        {
            ConnectorId = Shop,
            Name = "acme",
            Owner = Ada,
            RedirectUri = Callback,
            Scopes = scopes.Length == 0 ? null : scopes,
        }));

    private async Task<Connection> CompleteAsync(BrowserSignIn begun) =>
        await SignIns.CompleteAsync(new() { Uri = await _system.AgreeAsync(begun.Url), Session = begun.Session });
}
