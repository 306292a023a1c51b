using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// The portable, immutable document inside a connector. It contains no secrets and can be kept as JSON
/// (<see cref="ToJson"/>, <see cref="Parse"/>). Every change creates a new version of the connector.
/// </summary>
public sealed record ConnectorDefinition
{
    /// <summary>The format that this release writes, and the newest that it reads.</summary>
    public const int CurrentFormatVersion = 2;

    /// <summary>
    /// The URL of the JSON Schema that editors check the JSON document with. It has no other effect. Default: none.
    /// </summary>
    [JsonPropertyName("$schema")]
    public string? SchemaUrl { get; init; }

    /// <summary>
    /// The format of the JSON document. It keeps documents of older releases readable. Default:
    /// <see cref="CurrentFormatVersion"/>.
    /// </summary>
    public int FormatVersion { get; init; } = CurrentFormatVersion;

    /// <summary>The key of the connector that the document defines.</summary>
    public required ConnectorId Id { get; init; }

    /// <summary>The external system's name as a person would write it, such as <c>GitHub</c>.</summary>
    public required string Title { get; init; }

    /// <summary>What the external system is for.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// The absolute URL to which endpoint paths are relative: an expression over the connector's inputs, such as
    /// <c>https://{store}.myshopify.com/admin</c>.
    /// </summary>
    public required string BaseUrl { get; init; }

    /// <summary>
    /// Whether credentials may be sent over plain <c>http</c> to hosts other than loopback. Default: no.
    /// </summary>
    public bool AllowInsecureHttp { get; init; }

    /// <summary>
    /// Headers of every request to the external system, independent of the auth method, such as <c>Accept</c>,
    /// <c>User-Agent</c> or a version. Values are expressions over the connector's inputs. A header of the same name
    /// that the caller or an auth method sets takes precedence. Headers that frame or address a request (<c>Host</c>,
    /// <c>Content-Length</c>) or carry credentials (<c>Authorization</c>, <c>Cookie</c>) are not allowed here. The
    /// headers are not part of the snapshot: a change affects existing connections, as a change to the base URL's path
    /// does.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headers
    {
        get;
        init => field = ValueMap<string>.Of(value);
    } = ValueMap<string>.Empty;

    /// <summary>
    /// Whether <see cref="Headers"/> are sent with requests to authorization servers, too: tokens, sessions, discovery,
    /// registration. A header of the same name that the auth method sets takes precedence. For these requests, the
    /// headers are part of the snapshot. Default: no.
    /// </summary>
    public bool SendHeadersWithTokenRequests { get; init; }

    /// <summary>
    /// The certificate authorities that connections trust for the servers of the external system and for its
    /// authorization servers, as PEM certificates: an expression over the connector's inputs, so that a connection can
    /// bring its own, such as <c>{ca}</c>. They replace the system's authorities, unless
    /// <see cref="TrustSystemAuthorities"/> is set. They are part of the snapshot, and are also used for discovery and
    /// registration. Default: none, the system's authorities are trusted.
    /// </summary>
    public string? CertificateAuthorities { get; init; }

    /// <summary>
    /// Whether the system's authorities are trusted in addition to <see cref="CertificateAuthorities"/>. Default: no.
    /// </summary>
    public bool TrustSystemAuthorities { get; init; }

    /// <summary>The values that each connection supplies besides its credentials.</summary>
    public IReadOnlyList<ConnectorInput> Inputs
    {
        get;
        init => field = ValueList<ConnectorInput>.Of(value);
    } = ValueList<ConnectorInput>.Empty;

    /// <summary>
    /// The ways in which the external system authenticates callers. If there is none, or with <see cref="NoAuth"/>,
    /// connections have <see cref="Credential.None"/>, and calls have no credential.
    /// </summary>
    public IReadOnlyList<AuthMethod> AuthMethods
    {
        get;
        init => field = ValueList<AuthMethod>.Of(value);
    } = ValueList<AuthMethod>.Empty;

    /// <summary>
    /// The alternatives of auth methods, one of which a call needs. Empty: any one of <see cref="AuthMethods"/>. An
    /// endpoint may declare its own.
    /// </summary>
    public IReadOnlyList<AuthAlternative> AuthAlternatives
    {
        get;
        init => field = ValueList<AuthAlternative>.Of(value);
    } = ValueList<AuthAlternative>.Empty;

    /// <summary>
    /// Which account a connection belongs to, for people: an expression over inputs and captured values (claims of
    /// tokens included), such as <c>{email}</c>. It is evaluated when a connection is made
    /// (<see cref="AuthSnapshot.Account"/>). Signing in again as another account is then refused unless it is allowed.
    /// Default: none.
    /// </summary>
    public string? AccountLabel { get; init; }

    /// <summary>The operations of the external system, with unique ids.</summary>
    public IReadOnlyList<ConnectorEndpoint> Endpoints
    {
        get;
        init => field = ValueList<ConnectorEndpoint>.Of(value);
    } = ValueList<ConnectorEndpoint>.Empty;

    /// <summary>
    /// The meaning of responses whose status does not state it, such as <c>200 {"ok":false}</c>, for all endpoints.
    /// </summary>
    public IReadOnlyList<ResponseRule> ResponseRules
    {
        get;
        init => field = ValueList<ResponseRule>.Of(value);
    } = ValueList<ResponseRule>.Empty;

    /// <summary>The notifications that the external system sends to the host, with unique ids.</summary>
    public IReadOnlyList<WebhookDefinition> Webhooks
    {
        get;
        init => field = ValueList<WebhookDefinition>.Of(value);
    } = ValueList<WebhookDefinition>.Empty;

    /// <summary>
    /// The id of the endpoint that is called to check credentials. Default: the best safe one, a GET that needs no
    /// arguments.
    /// </summary>
    public string? CheckEndpoint { get; init; }

    /// <summary>
    /// The limits that the external system sets for one account. They are not part of the snapshot: a change affects
    /// existing connections. Default: <see langword="null"/>, only those that responses state.
    /// </summary>
    public ConnectorLimits? Limits { get; init; }

    /// <summary>
    /// When requests are sent again after a failure that may be temporary. It is not part of the snapshot. Default:
    /// <see langword="null"/>, as the host has set.
    /// </summary>
    public ConnectorRetry? Retry { get; init; }

    /// <summary>JSON Schemas to which endpoints refer as <c>{"$ref": "#/schemas/Name"}</c>.</summary>
    public IReadOnlyDictionary<string, JsonSchema> Schemas
    {
        get;
        init => field = ValueMap<JsonSchema>.Of(value);
    } = ValueMap<JsonSchema>.Empty;

    /// <summary>Begins a definition that is built by hand.</summary>
    /// <param name="id">The connector's key, such as <c>github</c>.</param>
    /// <param name="title">The external system's name, as a person would write it.</param>
    /// <param name="baseUrl">The URL to which paths are relative: an expression over inputs.</param>
    /// <exception cref="FormatException">The id is not a key. The message contains the rule.</exception>
    public static ConnectorBuilder Create(string id, string title, string baseUrl)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        ArgumentException.ThrowIfNullOrWhiteSpace(baseUrl);
        return new(ConnectorId.Parse(id), title, baseUrl);
    }

    /// <summary>Parses a definition from its JSON.</summary>
    /// <exception cref="ConnectorException">
    /// The text is not JSON, is not a definition, or has a newer format. <see cref="ConnectorException.Errors"/> has
    /// every unknown or missing member and every value of the wrong kind, each with a JSON pointer, the line, and the
    /// names or values that are allowed; at most 100.
    /// </exception>
    public static ConnectorDefinition Parse(string json) => DefinitionJson.Read(json);

    /// <summary>
    /// Returns the definition as indented JSON, for files and version control: equal definitions have equal text on
    /// every machine. Members have the order of their declaration, the keys of maps and the keywords of schemas are in
    /// ordinal order, lines end with a line feed. Lists, examples and the <c>properties</c> of schemas keep their
    /// order, which has a meaning. <see cref="InStableOrder"/> orders the endpoints.
    /// </summary>
    public string ToJson() => DefinitionJson.Write(this);

    /// <summary>
    /// Returns the definition with endpoints in the order of path, method and id, and webhooks in the order of their
    /// ids. The order has no effect. Two versions of a document that list operations in another order then have the
    /// same text.
    /// </summary>
    public ConnectorDefinition InStableOrder() => this with
    {
        Endpoints =
        [
            .. Endpoints.OrderBy(endpoint => endpoint.Path, StringComparer.Ordinal)
                .ThenBy(endpoint => endpoint.Method, StringComparer.Ordinal)
                .ThenBy(endpoint => endpoint.Id, StringComparer.Ordinal),
        ],
        Webhooks = [.. Webhooks.OrderBy(webhook => webhook.Id, StringComparer.Ordinal)],
    };
}
