using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// The portable, immutable document inside a connector. It holds no secrets and can be kept as JSON
/// (<see cref="ToJson"/>, <see cref="Parse"/>). Every change makes a new version of the connector.
/// </summary>
public sealed record ConnectorDefinition
{
    /// <summary>The newest format that this release reads and the one it writes.</summary>
    public const int CurrentFormatVersion = 1;

    /// <summary>The format of the JSON document, so that what an older release wrote stays readable.</summary>
    public int FormatVersion { get; init; } = CurrentFormatVersion;

    /// <summary>The key of the connector that this defines.</summary>
    public required ConnectorId Id { get; init; }

    /// <summary>The external system's name as a person would write it, such as <c>GitHub</c>.</summary>
    public required string Title { get; init; }

    /// <summary>What the external system is for.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// The absolute URL that endpoint paths are relative to. A template over the connector's inputs, such as
    /// <c>https://{store}.myshopify.com/admin</c>.
    /// </summary>
    public required string BaseUrl { get; init; }

    /// <summary>
    /// Whether credentials may travel over plain <c>http</c> to hosts other than loopback. Default: no.
    /// </summary>
    public bool AllowInsecureHttp { get; init; }

    /// <summary>
    /// Headers of every request to the external system, whatever the auth method: <c>Accept</c>, <c>User-Agent</c>, a version.
    /// Templates over the connector's inputs. A caller's own header of the same name wins, and so does an auth method's. What
    /// frames or addresses a request (<c>Host</c>, <c>Content-Length</c>) and what holds credentials (<c>Authorization</c>,
    /// <c>Cookie</c>) cannot be set here. Not part of the snapshot: an edit reaches existing connections, as one of the base
    /// URL's path does.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headers { get; init => field = ValueMap<string>.Of(value); } = ValueMap<string>.Empty;

    /// <summary>What each connection supplies besides its credentials.</summary>
    public IReadOnlyList<ConnectorInput> Inputs { get; init => field = ValueList<ConnectorInput>.Of(value); } = ValueList<ConnectorInput>.Empty;

    /// <summary>The ways the external system authenticates callers. A connector that needs none says so with <see cref="NoAuth"/>.</summary>
    public IReadOnlyList<AuthMethod> AuthMethods { get; init => field = ValueList<AuthMethod>.Of(value); } = ValueList<AuthMethod>.Empty;

    /// <summary>
    /// Which methods a call needs: any one of these alternatives. Empty: any one of <see cref="AuthMethods"/>.
    /// An endpoint may name its own.
    /// </summary>
    public IReadOnlyList<AuthAlternative> AuthAlternatives { get; init => field = ValueList<AuthAlternative>.Of(value); } = ValueList<AuthAlternative>.Empty;

    /// <summary>The operations of the external system, by unique id.</summary>
    public IReadOnlyList<Endpoint> Endpoints { get; init => field = ValueList<Endpoint>.Of(value); } = ValueList<Endpoint>.Empty;

    /// <summary>What the external system tells a host by calling it, by unique id.</summary>
    public IReadOnlyList<WebhookDefinition> Webhooks { get; init => field = ValueList<WebhookDefinition>.Of(value); } = ValueList<WebhookDefinition>.Empty;

    /// <summary>
    /// The id of the endpoint that is called to try credentials. When it is not named, the best safe one is chosen: a
    /// GET that needs no arguments.
    /// </summary>
    public string? CheckEndpoint { get; init; }

    /// <summary>JSON Schemas that endpoints refer to as <c>{"$ref": "#/schemas/Name"}</c>.</summary>
    public IReadOnlyDictionary<string, JsonSchema> Schemas { get; init => field = ValueMap<JsonSchema>.Of(value); } = ValueMap<JsonSchema>.Empty;

    /// <summary>Reads a definition from its JSON.</summary>
    /// <exception cref="ConnectorException">
    /// The text is not JSON, not a definition, or of a newer format; the error's location is a JSON pointer.
    /// </exception>
    public static ConnectorDefinition Parse(string json) => DefinitionJson.Read(json);

    /// <summary>The definition as indented JSON.</summary>
    public string ToJson() => DefinitionJson.Write(this);
}
