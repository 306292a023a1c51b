using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.InMemory;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Activations;

public sealed class ActivationTests : IAsyncLifetime
{
    private ActivationHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await ActivationHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task The_state_names_everything_that_is_missing_with_its_place()
    {
        await _host.ConnectAsync("jira", "one");
        await _host.ConnectAsync("jira", "two");

        var state = await _host.Activations.GetStateAsync("sync", ActivationHost.Ada);

        Assert.Equal(ActivationStatus.NotActivated, state.Status);
        Assert.Equal(["github", "jira"], state.Templates.Select(found => found.Template.Id.Name));
        Assert.Equal(
            [
                (ConnectorErrorCode.NoConnection, "/connections/github"),
                (ConnectorErrorCode.AmbiguousConnection, "/connections/jira"),
                (ConnectorErrorCode.InvalidInput, "/variables/folder"),
            ],
            state.Missing.Select(error => (error.Code, error.Location)));
    }

    [Fact]
    public async Task Activation_binds_all_templates_and_saves_the_variables()
    {
        var (github, jira) = (await _host.ConnectAsync("github"), await _host.ConnectAsync("jira"));
        await _host.ConnectAsync("jira", "other");

        var activation = await _host.ActivateAsync("""{"folder":"inbox","depth":2}""", ("jira", jira.Id));

        Assert.True(activation.IsActive);
        Assert.Equal("""{"folder":"inbox","depth":2}""", activation.Variables);
        Assert.Equal(github.Id, await _host.BoundAsync("github"));
        Assert.Equal(jira.Id, await _host.BoundAsync("jira"));
        var state = await _host.Activations.GetStateAsync("sync", ActivationHost.Ada);
        Assert.Equal(ActivationStatus.Active, state.Status);
        Assert.Empty(state.Missing);
        Assert.Equal([activation], await _host.Activations.ListAsync(new() { IsActive = true }).ToListAsync());
    }

    [Fact]
    public async Task Nothing_is_bound_if_one_thing_is_missing_and_all_problems_are_reported_at_once()
    {
        await _host.ConnectAsync("github");

        var error = await Assert.ThrowsAsync<ConnectorException>(
            () => _host.ActivateAsync("""{"folder":"x","dept":1}""", ("gitlab", new(Guid.NewGuid()))));

        Assert.Equal(
            ["/connections/gitlab", "/connections/jira", "/variables/dept", "/variables/folder"],
            error.Errors.Select(found => found.Location).Order(StringComparer.Ordinal));
        Assert.Null(await _host.BoundAsync("github"));
        Assert.Empty(await _host.Activations.ListAsync().ToListAsync());
    }

    [Theory]
    [InlineData("""{"folder":"inbox","depth":0}""", "/variables/depth")]
    [InlineData("""{"folder":"inbox","labels":["a",3]}""", "/variables/labels/1")]
    [InlineData("""{"folder":"inbox","secret":"x"}""", "/variables/secret")]
    [InlineData("""{"folder":"inbox","folder":"other"}""", "/variables/folder")]
    [InlineData("""{}""", "/variables/folder")]
    [InlineData("""[]""", "/variables")]
    [InlineData("null", "/variables")]
    public async Task A_variable_that_the_schema_does_not_allow_is_refused_with_its_place(
        string variables, string place)
    {
        await _host.ConnectAsync("github");
        await _host.ConnectAsync("jira");

        var error = await Assert.ThrowsAsync<ConnectorException>(() => _host.ActivateAsync(variables));

        Assert.Equal(ConnectorErrorCode.InvalidInput, error.Code);
        Assert.Equal(place, Assert.Single(error.Errors).Location);
    }

    [Fact]
    public async Task A_connection_of_another_person_is_as_unknown_as_one_that_does_not_exist()
    {
        await _host.ConnectAsync("github");
        await _host.ConnectAsync("jira");
        var foreign = await _host.ConnectAsync("jira", owner: Owner.User("bob"));

        var known = await Assert.ThrowsAsync<ConnectorException>(
            () => _host.ActivateAsync(chosen: ("jira", foreign.Id)));
        var unknown = await Assert.ThrowsAsync<ConnectorException>(
            () => _host.ActivateAsync(chosen: ("jira", new(Guid.Empty))));

        Assert.Equal(known.Code, unknown.Code);
        Assert.Equal(
            known.Error.Message.Replace($"{foreign.Id}", "ID"), unknown.Error.Message.Replace($"{Guid.Empty}", "ID"));
    }

    [Fact]
    public async Task A_deactivated_person_is_refused_until_activated_again()
    {
        await _host.ConnectAsync("github");
        await _host.ConnectAsync("jira");
        await _host.ActivateAsync();
        using var client = _host.Engine.Clients.CreateClient(new TemplateId("sync", "github"), ActivationHost.Ada);
        Assert.True((await client.GetAsync("me")).IsSuccessStatusCode);

        var stopped = await _host.Activations.DeactivateAsync("sync", ActivationHost.Ada);

        Assert.False(stopped!.IsActive);
        Assert.Equal("""{"folder":"inbox"}""", stopped.Variables);
        var refused = await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync("me"));
        Assert.Equal(ConnectorErrorCode.NoConnection, refused.Code);
        Assert.Equal(2, await _host.Engine.Connections.ListAsync().CountAsync());
        Assert.Equal(
            ActivationStatus.Deactivated,
            (await _host.Activations.GetStateAsync("sync", ActivationHost.Ada)).Status);

        await _host.Activations.ActivateAsync(new() { Integration = "sync", Owner = ActivationHost.Ada });
        Assert.True((await client.GetAsync("me")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Choosing_a_connection_does_not_let_a_deactivated_integration_act_again()
    {
        var github = await _host.ConnectAsync("github");
        await _host.ConnectAsync("jira");
        await _host.ActivateAsync();
        await _host.Activations.DeactivateAsync("sync", ActivationHost.Ada);
        var template = new TemplateId("sync", "github");

        var set = await Assert.ThrowsAsync<ConnectorException>(
            () => _host.Engine.Connections.SetBindingAsync(template, github.Id, ActivationHost.Ada));
        var removed = await Assert.ThrowsAsync<ConnectorException>(
            () => _host.Engine.Connections.RemoveBindingAsync(template, ActivationHost.Ada));

        Assert.Equal(ConnectorErrorCode.Conflict, set.Code);
        Assert.Equal(ConnectorErrorCode.Conflict, removed.Code);
        await _host.Engine.Connections.DisconnectAsync(github.Id);
    }

    [Fact]
    public async Task A_connection_that_is_gone_makes_an_activation_incomplete()
    {
        var github = await _host.ConnectAsync("github");
        await _host.ConnectAsync("jira");
        await _host.ActivateAsync();

        await _host.Engine.Connections.DisconnectAsync(github.Id, force: true);

        var state = await _host.Activations.GetStateAsync("sync", ActivationHost.Ada);
        Assert.Equal(ActivationStatus.Incomplete, state.Status);
        Assert.Equal("/connections/github", Assert.Single(state.Missing).Location);
    }

    [Fact]
    public async Task An_activation_that_was_changed_since_it_was_read_is_a_conflict()
    {
        await _host.ConnectAsync("github");
        await _host.ConnectAsync("jira");
        var first = await _host.ActivateAsync();
        await _host.ActivateAsync("""{"folder":"other"}""");

        var request = new ActivationRequest
        {
            Integration = "sync",
            Owner = ActivationHost.Ada,
            Revision = first.Revision,
        };
        var error = await Assert.ThrowsAsync<ConnectorException>(() => _host.Activations.ActivateAsync(request));

        Assert.Equal(ConnectorErrorCode.Conflict, error.Code);
        Assert.Equal(
            """{"folder":"other"}""",
            (await _host.Activations.GetStateAsync("sync", ActivationHost.Ada)).Activation!.Variables);
    }

    [Fact]
    public async Task Concurrent_activations_and_deactivations_leave_one_of_the_states_in_full()
    {
        await _host.ConnectAsync("github");
        await _host.ConnectAsync("jira");
        await _host.ActivateAsync();

        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => Task.Run(() => number % 2 == 0
            ? _host.ActivateAsync($$"""{"folder":"f-{{number}}"}""")
            : (Task)_host.Activations.DeactivateAsync("sync", ActivationHost.Ada))));

        var state = await _host.Activations.GetStateAsync("sync", ActivationHost.Ada);
        ConnectionId?[] bound = [await _host.BoundAsync("github"), await _host.BoundAsync("jira")];
        Assert.All(bound, id => Assert.Equal(state.Activation!.IsActive, id != default(ConnectionId)));
    }

    [Fact]
    public async Task An_unknown_integration_and_the_host_as_a_person_are_refused()
    {
        var unknown = await Assert.ThrowsAsync<ConnectorException>(
            () => _host.Activations.GetStateAsync("other", ActivationHost.Ada));
        var host = await Assert.ThrowsAsync<ConnectorException>(
            () => _host.Activations.GetStateAsync("sync", Owner.Host));

        Assert.Equal(ConnectorErrorCode.NotFound, unknown.Code);
        Assert.Equal(ConnectorErrorCode.InvalidArgument, host.Code);
        Assert.Null(await _host.Activations.DeactivateAsync("sync", ActivationHost.Ada));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("true")]
    [InlineData("""{"type":"string"}""")]
    [InlineData("{}")]
    public void A_schema_that_is_not_one_of_an_object_is_refused_when_it_is_declared(string schema) =>
        Assert.Throws<ArgumentException>(
            () => new ServiceCollection().AddVersoriConnectors().AddActivationVariables("sync", schema));

    [Fact]
    public async Task A_store_that_keeps_bindings_elsewhere_restores_them_when_the_activation_is_not_saved()
    {
        await using var host = await ActivationHost.StartAsync(builder =>
            builder.Services.AddSingleton<IActivationStore>(new FailingActivationStore()));
        var before = await host.ConnectAsync("github");
        await host.Engine.Connections.SetBindingAsync(new("sync", "github"), before.Id, ActivationHost.Ada);
        var other = await host.ConnectAsync("github", "other");
        await host.ConnectAsync("jira");

        await Assert.ThrowsAsync<StoreAwayException>(() => host.ActivateAsync(chosen: ("github", other.Id)));

        Assert.Equal(before.Id, await host.BoundAsync("github"));
        Assert.Null(await host.BoundAsync("jira"));
    }

    private sealed class FailingActivationStore : IActivationStore
    {
        private readonly InMemoryActivationStore _inner = new();

        public ValueTask<Activation?> FindAsync(ActivationKey key, CancellationToken cancellationToken) =>
            _inner.FindAsync(key, cancellationToken);

        public bool StoresBindingsIn(IBindingStore bindings) => false;

        public ValueTask<SaveResult<Activation>> SaveAsync(
            Activation activation, IReadOnlyList<Binding> bindings, CancellationToken cancellationToken) =>
            throw new StoreAwayException();

        public ValueTask<bool> DeleteAsync(ActivationKey key, long revision, CancellationToken cancellationToken) =>
            _inner.DeleteAsync(key, revision, cancellationToken);

        public IAsyncEnumerable<Activation> ListAsync(ActivationFilter filter, CancellationToken cancellationToken) =>
            _inner.ListAsync(filter, cancellationToken);
    }
}
