using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Connecting;

/// <summary>The selection of the connection that a template uses.</summary>
public sealed class SelectionTests : ConnectingTest
{
    private static readonly Owner Ada = Owner.User("ada");

    private static readonly Owner Bob = Owner.User("bob");

    [Fact]
    public async Task A_single_connection_is_used_and_a_missing_one_is_an_error_with_a_fix()
    {
        var template = await LinkAsync();
        var exception = await RefusedAsync(ConnectorErrorCode.NoConnection, () => TokenOfAsync(template));
        Assert.Contains("Connect 'system' for the host", exception.Message);

        await ConnectBearerAsync("one", "t1");

        Assert.Equal("t1", await TokenOfAsync(template));
    }

    [Fact]
    public async Task Several_connections_without_a_default_are_an_error_that_lists_them()
    {
        var template = await LinkAsync();
        foreach (var name in new[] { "beta", "alpha", "gamma" }) await ConnectBearerAsync(name, $"t-{name}");

        var exception = await RefusedAsync(ConnectorErrorCode.AmbiguousConnection, () => TokenOfAsync(template));

        Assert.Equal(["alpha", "beta", "gamma"], exception.Error.Related);
        Assert.Contains("alpha, beta, gamma", exception.Message);
    }

    [Fact]
    public async Task The_error_lists_only_the_first_of_many_connections()
    {
        var template = await LinkAsync();
        for (var number = 0; number < 30; number++) await ConnectBearerAsync($"c{number}", "t");

        var exception = await RefusedAsync(ConnectorErrorCode.AmbiguousConnection, () => TokenOfAsync(template));

        Assert.Equal(20, exception.Error.Related.Count);
        Assert.Contains("…", exception.Message);
    }

    [Fact]
    public async Task The_default_is_used_and_only_one_connection_is_the_default()
    {
        var template = await LinkAsync();
        var first = await ConnectBearerAsync("one", "t1", isDefault: true);
        await ConnectBearerAsync("two", "t2");
        Assert.Equal("t1", await TokenOfAsync(template));

        Engine.Time.Advance(TimeSpan.FromSeconds(1));
        var third = await ConnectBearerAsync("three", "t3", isDefault: true);

        Assert.NotNull(third.DefaultSince);
        Assert.Equal("t3", await TokenOfAsync(template));
        Engine.Time.Advance(TimeSpan.FromSeconds(1));
        await Connections.SetDefaultAsync(first.Id);
        Assert.Equal("t1", await TokenOfAsync(template));
    }

    [Fact]
    public async Task A_binding_takes_precedence_over_the_default_and_can_be_removed()
    {
        var template = await LinkAsync();
        await ConnectBearerAsync("one", "t1", isDefault: true);
        var second = await ConnectBearerAsync("two", "t2");

        await Connections.SetBindingAsync(template.Id, second.Id);
        Assert.Equal("t2", await TokenOfAsync(template));
        await Connections.RemoveBindingAsync(template.Id);
        Assert.Equal("t1", await TokenOfAsync(template));
        await Connections.RemoveBindingAsync(template.Id);
    }

    [Fact]
    public async Task A_shared_template_is_refused_for_an_owner()
    {
        var template = await LinkAsync();
        var shared = await ConnectBearerAsync("one", "t1");
        await ConnectBearerAsync("mine", "ada", Ada);
        var invoker = Engine.Services.GetRequiredService<IEndpointInvoker>();
        Func<Task>[] calls =
        [
            () => TokenOfAsync(template, Ada),
            async () => await Engine.Clients.CreateClientAsync(template.Id, Ada),
            () => Engine.Clients.CreateClient(template, Ada).GetAsync("me"),
            () => new HttpClient(Engine.Clients.CreateHandler(template, Ada)).GetAsync($"{Engine.System.Api}me"),
            () => invoker.InvokeAsync(template.Id, "me", owner: Ada),
            () => Connections.SetBindingAsync(template.Id, shared.Id, Ada),
            () => Connections.RemoveBindingAsync(template.Id, Ada),
        ];
        var sent = Engine.System.ApiRequests;

        foreach (var call in calls)
        {
            var exception = await RefusedAsync(ConnectorErrorCode.InvalidArgument, call);
            Assert.Equal("owner", exception.Error.Location);
            Assert.Contains("Sharing = PerOwner", exception.Message);
        }

        Assert.Equal(sent, Engine.System.ApiRequests);
        Assert.Equal("t1", await TokenOfAsync(template));
    }

    [Fact]
    public async Task Rebinding_moves_the_template_and_releases_the_old_connection()
    {
        var template = await LinkAsync();
        var (first, second) = (await ConnectBearerAsync("one", "t1"), await ConnectBearerAsync("two", "t2"));
        await Connections.SetBindingAsync(template.Id, first.Id);

        var binding = await Connections.SetBindingAsync(template.Id, second.Id);

        Assert.Equal(2, binding.Revision);
        await Connections.DisconnectAsync(first.Id);
        Assert.Equal("t2", await TokenOfAsync(template));
    }

    [Fact]
    public async Task Each_owner_uses_only_the_connection_of_that_owner()
    {
        var template = await LinkAsync(TemplateSharing.PerOwner);
        await ConnectBearerAsync("mine", "host");
        await ConnectBearerAsync("mine", "ada", Ada);

        Assert.Equal("ada", await TokenOfAsync(template, Ada));
        Assert.Contains(
            "user:bob",
            (await RefusedAsync(ConnectorErrorCode.NoConnection, () => TokenOfAsync(template, Bob))).Message);
        await RefusedAsync(ConnectorErrorCode.InvalidArgument, () => TokenOfAsync(template));
        await ConnectBearerAsync("mine", "bob", Bob);
        Assert.Equal("bob", await TokenOfAsync(template, Bob));
        Assert.Equal("ada", await TokenOfAsync(template, Ada));
    }

    [Fact]
    public async Task A_default_of_one_owner_does_not_apply_to_another()
    {
        var template = await LinkAsync(TemplateSharing.PerOwner);
        await ConnectBearerAsync("a", "ada-1", Ada, isDefault: true);
        await ConnectBearerAsync("b", "ada-2", Ada);
        await ConnectBearerAsync("a", "bob-1", Bob);
        await ConnectBearerAsync("b", "bob-2", Bob);

        Assert.Equal("ada-1", await TokenOfAsync(template, Ada));
        await RefusedAsync(ConnectorErrorCode.AmbiguousConnection, () => TokenOfAsync(template, Bob));
        await Connections.SetDefaultAsync(
            (await Connections.ListAsync(new() { Owner = Bob, Name = "b" }).ToListAsync()).Single().Id);
        Assert.Equal("ada-1", await TokenOfAsync(template, Ada));
        Assert.Equal("bob-2", await TokenOfAsync(template, Bob));
    }

    [Fact]
    public async Task A_binding_of_a_per_owner_template_applies_to_one_owner_and_requires_the_owner()
    {
        var template = await LinkAsync(TemplateSharing.PerOwner);
        await ConnectBearerAsync("a", "ada-1", Ada);
        var second = await ConnectBearerAsync("b", "ada-2", Ada);
        await ConnectBearerAsync("a", "bob-1", Bob);

        await Connections.SetBindingAsync(template.Id, second.Id, Ada);

        Assert.Equal("ada-2", await TokenOfAsync(template, Ada));
        Assert.Equal("bob-1", await TokenOfAsync(template, Bob));
        Assert.Equal(
            "owner",
            (
                await RefusedAsync(
                    ConnectorErrorCode.InvalidArgument,
                    () => Connections.SetBindingAsync(template.Id, second.Id))).Error.Location);
    }

    [Theory]
    [InlineData(TemplateSharing.PerOwner, "bob")]
    [InlineData(TemplateSharing.PerOwner, "BOB")]
    [InlineData(TemplateSharing.Shared, null)]
    public async Task A_connection_of_one_end_user_cannot_be_bound_for_another_or_for_all(
        TemplateSharing sharing, string? user)
    {
        var template = await LinkAsync(sharing);
        await ConnectBearerAsync("shared", "host", isDefault: true);
        var adas = await ConnectBearerAsync("a", "ada-1", Ada);
        var owner = user is null ? Owner.Host : Owner.User(user);

        var exception = await RefusedAsync(
            ConnectorErrorCode.InvalidArgument, () => Connections.SetBindingAsync(template.Id, adas.Id, owner));

        Assert.Equal("connection", exception.Error.Location);
        Assert.Contains("another owner", exception.Message);
        var bindings = Engine.Services.GetRequiredService<IBindingStore>();
        Assert.Empty(await bindings.ListAsync(new(), default).ToListAsync());
    }

    [Fact]
    public async Task A_per_owner_template_can_be_bound_to_a_shared_connection_of_the_host()
    {
        var template = await LinkAsync(TemplateSharing.PerOwner);
        var shared = await ConnectBearerAsync("shared", "host");
        await ConnectBearerAsync("a", "ada-1", Ada);

        await Connections.SetBindingAsync(template.Id, shared.Id, Bob);

        Assert.Equal("host", await TokenOfAsync(template, Bob));
        Assert.Equal("ada-1", await TokenOfAsync(template, Ada));
    }

    [Theory]
    [InlineData(TemplateSharing.PerOwner)]
    [InlineData(TemplateSharing.Shared)]
    public async Task A_manually_stored_binding_does_not_give_access_to_the_connection_of_another_owner(
        TemplateSharing sharing)
    {
        var template = await LinkAsync(sharing);
        var adas = await ConnectBearerAsync("a", "ada-1", Ada);
        var owner = sharing == TemplateSharing.Shared ? Owner.Host : Bob;
        await Engine.Services.GetRequiredService<IBindingStore>()
            .SaveAsync(new() { Key = new(template.Id, owner, ""), ConnectionId = adas.Id }, default);
        var calls = External.ApiRequests;

        var exception = await RefusedAsync(ConnectorErrorCode.NoConnection, () => TokenOfAsync(template, owner));

        Assert.Contains("another owner", exception.Message);
        Assert.Equal(calls, External.ApiRequests);
    }

    [Fact]
    public async Task A_manually_stored_binding_cannot_select_another_connector()
    {
        var template = await LinkAsync();
        await Engine.PublishAsync(Engine.Definition("other", new NoAuth()));
        var other = await Connections.ConnectAsync(new()
        {
            ConnectorId = ConnectorId.Parse("other"),
            Name = "acme",
            Credential = Credential.None,
            CheckCredential = false,
        });
        await Engine.Services.GetRequiredService<IBindingStore>()
            .SaveAsync(new() { Key = new(template.Id, Owner.Host, ""), ConnectionId = other.Id }, default);

        var exception = await RefusedAsync(ConnectorErrorCode.NoConnection, () => TokenOfAsync(template));

        Assert.Contains("another connector", exception.Message);
    }

    [Fact]
    public async Task A_template_uses_only_the_auth_methods_it_accepts()
    {
        await Engine.PublishAsync(
            Engine.Definition(methods: [new BearerAuth(), ApiKeyAuth.Create(CredentialLocation.Header, "X-Api-Key")]));
        var template = await Engine.Catalog.LinkAsync(
            new() { Id = new("picky", "system"), ConnectorId = SystemId, AuthMethods = ["bearer"] });
        External.AcceptApiKey("key");
        var other = await Connections.ConnectAsync(
            new() { ConnectorId = SystemId, Name = "key", Credential = Credential.ApiKey("key"), IsDefault = true });

        await RefusedAsync(ConnectorErrorCode.NoConnection, () => TokenOfAsync(template));
        var exception = await RefusedAsync(
            ConnectorErrorCode.InvalidArgument, () => Connections.SetBindingAsync(template.Id, other.Id));
        Assert.Contains("bearer", exception.Message);
        await ConnectBearerAsync("token", "t1");
        Assert.Equal("t1", await TokenOfAsync(template));
    }

    [Fact]
    public async Task Only_a_connection_of_the_templates_connector_can_be_bound_to_it()
    {
        var template = await LinkAsync();
        await Engine.PublishAsync(Engine.Definition("other", new NoAuth()));
        var other = await Connections.ConnectAsync(new()
        {
            ConnectorId = ConnectorId.Parse("other"),
            Name = "acme",
            Credential = Credential.None,
            CheckCredential = false,
        });

        await RefusedAsync(
            ConnectorErrorCode.InvalidArgument, () => Connections.SetBindingAsync(template.Id, other.Id));
        await RefusedAsync(
            ConnectorErrorCode.NotFound,
            () => Connections.SetBindingAsync(template.Id, ConnectionId.New(Engine.Time.GetUtcNow())));
        await RefusedAsync(ConnectorErrorCode.NotFound, () => Connections.SetBindingAsync(new("no", "such"), other.Id));
    }

    [Fact]
    public async Task Each_environment_has_its_own_bindings()
    {
        var template = await LinkAsync();
        var (first, second) = (await ConnectBearerAsync("one", "t1"), await ConnectBearerAsync("two", "t2"));
        await using var production = EngineFixture.Beside(Engine, options => options.Environment = "production");
        await Connections.SetBindingAsync(template.Id, first.Id);
        await production.Connections.SetBindingAsync(template.Id, second.Id);

        Assert.Equal("t1", await TokenOfAsync(template));
        using var client = production.CreateClient(template.Id);
        await client.GetAsync("me");
        Assert.Equal("Bearer t2", External.RecordedApiRequests[^1].Authorization);
    }
}
