using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Activations;

/// <summary>An engine with an integration of two templates per owner and one shared template.</summary>
public sealed class ActivationHost : IAsyncDisposable
{
    public const string Schema = """
        {
          "type": "object",
          "required": ["folder"],
          "properties": {
            "folder": { "type": "string", "minLength": 2 },
            "depth": { "type": "integer", "minimum": 1 },
            "labels": { "type": "array", "items": { "type": "string" } }
          }
        }
        """;

    public static readonly Owner Ada = Owner.User("ada");

    private ActivationHost(EngineFixture engine) => Engine = engine;

    public EngineFixture Engine { get; }

    public IActivations Activations => Engine.Services.GetRequiredService<IActivations>();

    public IBindingStore Bindings => Engine.Services.GetRequiredService<IBindingStore>();

    public static async Task<ActivationHost> StartAsync(Action<VersoriConnectorsBuilder>? configure = null)
    {
        var engine = await EngineFixture.StartAsync(builder =>
        {
            builder.AddActivationVariables("sync", Schema);
            configure?.Invoke(builder);
        });
        engine.System.AcceptApiKey("good");
        foreach (var (id, sharing) in new[]
        {
            ("github", TemplateSharing.PerOwner), ("jira", TemplateSharing.PerOwner), ("mail", TemplateSharing.Shared),
        })
        {
            await engine.PublishAsync(engine.Definition(id, ApiKeyAuth.Create(CredentialLocation.Header, "X-Api-Key")));
            await engine.LinkAsync(ConnectorId.Parse(id), "sync", sharing);
        }

        return new(engine);
    }

    public Task<Connection> ConnectAsync(string connector, string name = "main", Owner? owner = null) =>
        Engine.Connections.ConnectAsync(new()
        {
            ConnectorId = ConnectorId.Parse(connector),
            Name = name,
            Owner = owner ?? Ada,
            Credential = Credential.ApiKey("good"),
        });

    public Task<Activation> ActivateAsync(
        string variables = """{"folder":"inbox"}""", params (string Template, ConnectionId Connection)[] chosen) =>
        Activations.ActivateAsync(new()
        {
            Integration = "sync",
            Owner = Ada,
            Variables = JsonElement.Parse(variables),
            Connections = chosen.ToDictionary(
                pair => pair.Template, pair => pair.Connection, StringComparer.Ordinal),
        });

    public async Task<ConnectionId?> BoundAsync(string template) =>
        (await Bindings.FindAsync(new(new("sync", template), Ada), default))?.ConnectionId;

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
