using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Robustness;

/// <summary>
/// The error for every bad argument says what is wrong: an <see cref="ArgumentException"/> or a
/// <see cref="ConnectorException"/>, never an internal exception.
/// </summary>
public sealed class BadArgumentTests : IAsyncLifetime
{
    /// <summary>A lone surrogate, which is not valid Unicode text: stores would replace it.</summary>
    private const string Lone = "a\ud800b";

    private static readonly ConnectorId SystemId = ConnectorId.Parse("system");

    private static readonly Dictionary<string, Func<EngineFixture, Task>> Calls = new(StringComparer.Ordinal)
    {
        // Connecting.
        ["no request"] = engine => engine.Connections.ConnectAsync(null!),
        ["no credential"] = engine => ConnectAsync(engine, credential: null!),
        ["a null among further credentials"] = engine => ConnectAsync(engine, further: [null!]),
        ["no list of further credentials"] = engine => ConnectAsync(engine, further: null!),
        ["no inputs"] = engine => ConnectAsync(engine, inputs: null!),
        ["a null input"] = engine => ConnectAsync(engine, inputs: new() { ["tenant"] = null! }),
        ["an input with half a character"] = engine => ConnectAsync(engine, inputs: new() { ["tenant"] = Lone }),
        ["an input with a NUL"] = engine => ConnectAsync(engine, inputs: new() { ["tenant"] = "a\0b" }),
        ["no name"] = engine => ConnectAsync(engine, name: null!),
        ["a name with a NUL"] = engine => ConnectAsync(engine, name: "a\0b"),
        ["a name with half a character"] = engine => ConnectAsync(engine, name: Lone),
        ["no connector"] = engine => ConnectAsync(engine, connector: default(ConnectorId)),
        ["an owner with a NUL"] = engine => ConnectAsync(engine, owner: () => Owner.User("a\0b")),
        ["an owner with half a character"] = engine => ConnectAsync(engine, owner: () => Owner.User(Lone)),
        ["an owner parsed with a NUL"] = engine => ConnectAsync(engine, owner: () => ParsedOwner("user:a\0b")),
        ["a token with half a character"] = engine =>
            ConnectAsync(engine, makeCredential: () => Credential.Bearer(Lone)),
        ["a field with half a character"] = engine => ConnectAsync(
            engine,
            makeCredential: () => Credential.For("bearer", new Dictionary<string, string> { ["token"] = Lone })),
        ["a null field"] = engine => ConnectAsync(
            engine,
            makeCredential: () => Credential.For("bearer", new Dictionary<string, string> { ["token"] = null! })),
        ["no fields"] = engine => ConnectAsync(engine, makeCredential: () => Credential.For("bearer", null!)),
        ["no token"] = engine => ConnectAsync(engine, makeCredential: () => Credential.Bearer(null!)),

        // Changing connections.
        ["reconnecting with no credential"] = async engine =>
            await engine.Connections.ReconnectAsync(await ConnectedAsync(engine), (Credential)null!),
        ["reconnecting with a null among the credentials"] = async engine =>
            await engine.Connections.ReconnectAsync(await ConnectedAsync(engine), [null!]),
        ["reconnecting with no credentials"] = async engine =>
            await engine.Connections.ReconnectAsync(await ConnectedAsync(engine), Array.Empty<Credential>()),
        ["reconnecting with a null input"] = async engine => await engine.Connections.ReconnectAsync(
            await ConnectedAsync(engine),
            Credential.Bearer("t"),
            new Dictionary<string, string> { ["tenant"] = null! }),
        ["disconnecting nothing"] = engine => engine.Connections.DisconnectAsync(default),
        ["disconnecting with no usage"] = async engine =>
            await engine.Connections.DisconnectAsync(await ConnectedAsync(engine), usage: null!),
        ["disconnecting with an empty usage"] = async engine =>
            await engine.Connections.DisconnectAsync(await ConnectedAsync(engine), usage: " "),
        ["the usage of nothing"] = engine => engine.Connections.GetUsageAsync(default),
        ["refreshing nothing"] = engine => engine.Connections.RefreshAsync(default),
        ["renaming nothing"] = engine => engine.Connections.RenameAsync(default, "name"),
        ["renaming to nothing"] = async engine =>
            await engine.Connections.RenameAsync(await ConnectedAsync(engine), " "),
        ["the default of nothing"] = engine => engine.Connections.SetDefaultAsync(default),
        ["binding nothing"] = engine => engine.Connections.SetBindingAsync(default, default),
        ["the health of nothing"] = engine => Maintenance(engine).GetHealthAsync(default),
        ["upgrading nothing"] = engine => Maintenance(engine).UpgradeAsync(default),
        ["checking nothing"] = engine => Maintenance(engine).CheckAsync(default),
        ["the drift of nothing"] = async engine => await Maintenance(engine).ListDriftAsync(default).ToListAsync(),

        // The catalog.
        ["no definition"] = engine => engine.Catalog.SaveDraftAsync(null!),
        ["validating no definition"] = engine => Task.FromResult(engine.Catalog.Validate(null!)),
        ["a null endpoint"] = engine => PublishAsync(engine, definition => definition with { Endpoints = [null!] }),
        ["a null auth method"] = engine =>
            PublishAsync(engine, definition => definition with { AuthMethods = [null!] }),
        ["a null input definition"] = engine =>
            PublishAsync(engine, definition => definition with { Inputs = [null!] }),
        ["a null webhook"] = engine => PublishAsync(engine, definition => definition with { Webhooks = [null!] }),
        ["a null header"] = engine => PublishAsync(
            engine, definition => definition with { Headers = new Dictionary<string, string> { ["X-A"] = null! } }),
        ["a null schema"] = engine => PublishAsync(
            engine, definition => definition with { Schemas = new Dictionary<string, JsonSchema> { ["A"] = null! } }),
        ["no title"] = engine => PublishAsync(engine, definition => definition with { Title = null! }),
        ["no base URL"] = engine => PublishAsync(engine, definition => definition with { BaseUrl = null! }),
        ["no id"] = engine => PublishAsync(engine, definition => definition with { Id = default }),
        ["a title with half a character"] = engine =>
            PublishAsync(engine, definition => definition with { Title = Lone }),
        ["an endpoint without a path"] = engine => PublishAsync(
            engine, definition => definition with { Endpoints = [definition.Endpoints[0] with { Path = null! }] }),
        ["an endpoint without a method"] = engine => PublishAsync(
            engine, definition => definition with { Endpoints = [definition.Endpoints[0] with { Method = null! }] }),
        ["an endpoint without an id"] = engine => PublishAsync(
            engine, definition => definition with { Endpoints = [definition.Endpoints[0] with { Id = null! }] }),
        ["a null parameter"] = engine => PublishAsync(
            engine,
            definition => definition with { Endpoints = [definition.Endpoints[0] with { Parameters = [null!] }] }),
        ["an edit of nothing"] = engine => engine.Catalog.EditAsync(default, definition => definition),
        ["an edit to nothing"] = engine => engine.Catalog.EditAsync(SystemId, _ => null!),
        ["no edit"] = engine => engine.Catalog.EditAsync(SystemId, null!),
        ["publishing nothing"] = engine => engine.Catalog.PublishAsync(default),
        ["no plan"] = engine => engine.Catalog.ApplyAsync(null!, "integration"),
        ["no integration"] = engine => engine.Catalog.ApplyAsync(new() { Connectors = [] }, null!),
        ["a plan with a null connector"] = engine =>
            engine.Catalog.ApplyAsync(new() { Connectors = [null!] }, "integration"),
        ["a plan without a definition"] = engine => engine.Catalog.ApplyAsync(
            new() { Connectors = [new() { TemplateName = "t", Definition = null! }] }, "integration"),
        ["a plan for an integration with a NUL"] = engine => engine.Catalog.ApplyAsync(
            new() { Connectors = [new() { TemplateName = "t", Definition = engine.Definition() }] }, "a\0b"),
        ["no template"] = engine => engine.Catalog.LinkAsync((ConnectionTemplate)null!),
        ["a template without an id"] = engine => engine.Catalog.LinkAsync(
            new() { Id = default, ConnectorId = SystemId }),
        ["a template with a NUL"] = engine => engine.Catalog.LinkAsync(
            new() { Id = new("integration", "a\0b"), ConnectorId = SystemId }),
        ["a template with half a character"] = engine => engine.Catalog.LinkAsync(
            new() { Id = new(Lone, "name"), ConnectorId = SystemId }),
        ["a template with a null endpoint"] = engine => engine.Catalog.LinkAsync(
            new() { Id = new("integration", "name"), ConnectorId = SystemId, Endpoints = [null!] }),
        ["a template with a null auth method"] = engine => engine.Catalog.LinkAsync(
            new() { Id = new("integration", "name"), ConnectorId = SystemId, AuthMethods = [null!] }),
        ["finding a template with a NUL"] = engine => engine.Catalog.FindTemplateAsync(new("integration", "a\0b")),
        ["a client for a template with half a character"] = engine =>
            engine.Clients.CreateClient(new TemplateId(Lone, "name")).GetAsync("me"),
        ["deleting nothing"] = engine => engine.Catalog.DeleteAsync(default),

        // Signing in.
        ["no sign-in"] = engine => SignIns(engine).BeginAsync(null!),
        ["a sign-in with a relative redirect URI"] = engine =>
            BeginAsync(engine, redirect: new("/cb", UriKind.Relative)),
        ["a sign-in with a null input"] = engine => BeginAsync(engine, inputs: new() { ["tenant"] = null! }),
        ["a sign-in without inputs"] = engine => BeginAsync(engine, inputs: null!),
        ["a sign-in with a null scope"] = engine => BeginAsync(engine, scopes: [null!]),
        ["a sign-in with a null parameter"] = engine => BeginAsync(engine, parameters: new() { ["prompt"] = null! }),
        ["a sign-in without parameters"] = engine => BeginAsync(engine, parameters: null!),
        ["a sign-in with a null credential"] = engine => BeginAsync(engine, further: [null!]),
        ["a sign-in without further credentials"] = engine => BeginAsync(engine, further: null!),
        ["a sign-in with a name with a NUL"] = engine => BeginAsync(engine, name: "a\0b"),
        ["a sign-in without a name"] = engine => BeginAsync(engine, name: null!),
        ["a device sign-in without a request"] = engine => SignIns(engine).BeginDeviceAsync(null!),
        ["no callback"] = engine => SignIns(engine).CompleteAsync(null!),
        ["a relative callback"] = engine => SignIns(engine).CompleteAsync(
            new() { Uri = new("/cb?state=a&code=b", UriKind.Relative), Session = new Secret("s") }),
        ["a callback without a URI"] = engine => SignIns(engine).CompleteAsync(
            new() { Uri = null!, Session = new Secret("s") }),
        ["a callback without a session"] = engine => SignIns(engine).CompleteAsync(
            new() { Uri = new("https://host.example/cb?state=a&code=b"), Session = null! }),
        ["a callback with a nameless parameter"] = engine => SignIns(engine).CompleteAsync(new()
        {
            Uri = new("https://host.example/cb"),
            Session = new Secret("s"),
            Form = [new(null!, "x")],
        }),
        ["no PIN"] = engine => SignIns(engine).CompleteWithPinAsync("id", null!, new Secret("s")),
        ["a PIN for nothing"] = engine => SignIns(engine).CompleteWithPinAsync(null!, "1", new Secret("s")),
        ["a PIN for a sign-in with a NUL"] = engine =>
            SignIns(engine).CompleteWithPinAsync("a\0b", "1", new Secret("s")),
        ["cancelling a sign-in with a NUL"] = engine => SignIns(engine).CancelAsync("a\0b"),
        ["a device sign-in with a NUL"] = engine => SignIns(engine).CompleteDeviceAsync("a\0b"),
        ["a client id with a NUL"] = engine =>
            engine.Catalog.SetClientSecretAsync(SystemId, "code", new Secret("s"), "a\0b"),
        ["a client id with half a character"] = engine =>
            engine.Catalog.SetClientSecretAsync(SystemId, "code", new Secret("s"), Lone),
        ["retiring a client id with a NUL"] = engine =>
            engine.Catalog.RetireClientAsync(SystemId, "code", "a\0b"),
        ["listing the connections of a client id with a NUL"] = async engine =>
            await engine.Catalog.ListClientConnectionsAsync(SystemId, "code", "a\0b").ToListAsync(),
        ["cancelling nothing"] = engine => SignIns(engine).CancelAsync(null!),
        ["no client secret"] = engine => engine.Catalog.SetClientSecretAsync(SystemId, "code", null!),
        ["a client secret with half a character"] = engine =>
            engine.Catalog.SetClientSecretAsync(SystemId, "code", new Secret(Lone)),

        // Calling.
        ["a client for a null template"] = engine =>
            Task.FromResult(engine.Clients.CreateClient((ConnectionTemplate)null!)),
        ["a client for nothing"] = async engine => await engine.Clients.CreateClientAsync(default),
        ["a request for nothing"] = engine => engine.Clients.CreateClient(default(TemplateId)).GetAsync("me"),
        ["calling no endpoint"] = async engine =>
            await Invoker(engine).InvokeAsync(await ConnectedAsync(engine), null!),
        ["calling nothing"] = engine => Invoker(engine).InvokeAsync(default(ConnectionId), "me"),
        ["a null argument name"] = async engine => await Invoker(engine).InvokeAsync(
            await ConnectedAsync(engine), "items/get", new EndpointArguments { [null!] = "x" }),
        ["arguments from nothing"] = engine => Task.FromResult(EndpointArguments.From(null!)),
        ["an argument with half a character"] = async engine => await Invoker(engine).InvokeAsync(
            await ConnectedAsync(engine), "items/get", new EndpointArguments { ["id"] = Lone }),

        // Webhooks.
        ["no webhook secrets"] = engine => WebhookSecrets(engine).SetAsync(SystemId, "orders", null!),
        ["a null webhook secret"] = engine => WebhookSecrets(engine).SetAsync(SystemId, "orders", [null!]),
        ["a webhook without an id"] = engine => WebhookSecrets(engine).SetAsync(SystemId, null!, []),
        ["a webhook request without headers"] = _ => Task.FromResult(
            new WebhookRequest("POST", "https://a.example", null!, default)),
        ["a webhook request with a nameless header"] = _ => Task.FromResult(
            new WebhookRequest("POST", "https://a.example", [new(null!, "x")], default)),

        // Audit and options.
        ["erasing nobody"] = async engine =>
            await engine.Services.GetRequiredService<IAuditStore>().ErasePersonAsync(null!, default),
        ["parsing no definition"] = _ => Task.FromResult(ConnectorDefinition.Parse(null!)),
        ["parsing half a character"] = _ =>
            Task.FromResult(ConnectorDefinition.Parse("{\"id\":\"a\",\"title\":\"\\ud800\"}")),
        ["an observer for nobody"] = _ => Task.FromResult(
            VersoriConnectorsAuditExtensions.AddAudit(null!)),
    };

    private EngineFixture _engine = null!;

    public static TheoryData<string> Names => [.. Calls.Keys];

    public async ValueTask InitializeAsync()
    {
        _engine = await EngineFixture.StartAsync();
        var code = new OAuth2Auth
        {
            Id = "code",
            Grant = OAuth2Grant.AuthorizationCode,
            AuthorizationUrl = "https://auth.example/authorize",
            TokenUrl = _engine.System.TokenEndpoint.AbsoluteUri,
            ClientId = "client",
        };
        await _engine.PublishAsync(_engine.Definition(methods: [new BearerAuth(), code]) with
        {
            Inputs = [new() { Name = "tenant", Required = false }],
            Webhooks = [new() { Id = "orders", Scheme = new StandardWebhooksScheme() }],
        });
        _engine.System.AcceptBearer("t");
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_error_for_a_bad_argument_says_what_is_wrong(string name)
    {
        var exception = await Record.ExceptionAsync(() => Calls[name](_engine));

        Assert.True(
            exception is ArgumentException or ConnectorException,
            $"{name}: {exception?.ToString() ?? "nothing was thrown"}");
        Assert.DoesNotContain("Object reference", exception!.Message, StringComparison.Ordinal);
    }

    private static Owner ParsedOwner(string text) =>
        Owner.TryParse(text, null, out var owner) ? owner : throw new ArgumentException("It is no owner.");

    private static IConnectionMaintenance Maintenance(EngineFixture engine) =>
        engine.Services.GetRequiredService<IConnectionMaintenance>();

    private static ISignIns SignIns(EngineFixture engine) => engine.Services.GetRequiredService<ISignIns>();

    private static IEndpointInvoker Invoker(EngineFixture engine) =>
        engine.Services.GetRequiredService<IEndpointInvoker>();

    private static IWebhookSecrets WebhookSecrets(EngineFixture engine) =>
        engine.Services.GetRequiredService<IWebhookSecrets>();

    private static Task<Connector> PublishAsync(
        EngineFixture engine, Func<ConnectorDefinition, ConnectorDefinition> change) =>
        engine.PublishAsync(change(engine.Definition()));

    private static async Task<ConnectionId> ConnectedAsync(EngineFixture engine) =>
        (await engine.Connections.ConnectAsync(SystemId, "connected", Credential.Bearer("t"))).Id;

    private static Task<Connection> ConnectAsync(
        EngineFixture engine,
        string name = "acme",
        ConnectorId? connector = null,
        Func<Owner>? owner = null,
        Func<Credential>? makeCredential = null,
        IReadOnlyList<Credential>? further = null,
        Dictionary<string, string>? inputs = null,
        Credential? credential = null,
        [CallerArgumentExpression(nameof(credential))] string? givenCredential = null,
        [CallerArgumentExpression(nameof(further))] string? givenFurther = null,
        [CallerArgumentExpression(nameof(inputs))] string? givenInputs = null) =>
        engine.Connections.ConnectAsync(new()
        {
            ConnectorId = connector ?? SystemId,
            Name = name,
            Owner = owner?.Invoke() ?? default,
            Credential = makeCredential?.Invoke() ?? (givenCredential is null ? Credential.Bearer("t") : credential!),
            AdditionalCredentials = givenFurther is null ? [] : further!,
            Inputs = givenInputs is null ? new Dictionary<string, string>() : inputs!,
        });

    private static Task<BrowserSignIn> BeginAsync(
        EngineFixture engine,
        string name = "acme",
        Uri? redirect = null,
        Dictionary<string, string>? inputs = null,
        IReadOnlyList<string>? scopes = null,
        Dictionary<string, string>? parameters = null,
        IReadOnlyList<Credential>? further = null,
        [CallerArgumentExpression(nameof(inputs))] string? givenInputs = null,
        [CallerArgumentExpression(nameof(parameters))] string? givenParameters = null,
        [CallerArgumentExpression(nameof(further))] string? givenFurther = null) =>
        SignIns(engine).BeginAsync(new()
        {
            ConnectorId = SystemId,
            Name = name,
            RedirectUri = redirect ?? new("https://host.example/callback"),
            Inputs = givenInputs is null ? new Dictionary<string, string>() : inputs!,
            Scopes = scopes,
            AdditionalParameters = givenParameters is null ? new Dictionary<string, string>() : parameters!,
            AdditionalCredentials = givenFurther is null ? [] : further!,
        });
}
