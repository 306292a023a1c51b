using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// A short-lived permission to connect, given by a link that works once. It is limited to an owner, connectors and a
/// return address. The link's token is stored as a hash only.
/// </summary>
public sealed record ConnectSession
{
    /// <summary>
    /// The id, which is the SHA-256 hash of the link's token in Base64url. It identifies the session in requests for
    /// its state and does not permit anything.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>The owner of the connections that are made.</summary>
    public Owner Owner { get; init; }

    /// <summary>The connectors that may be connected.</summary>
    public required IReadOnlyList<ConnectorId> Connectors { get; init => field = ValueList<ConnectorId>.Of(value); }

    /// <summary>
    /// The templates, as <c>integration/name</c> pairs, that are bound to what is connected; only auth methods that
    /// they accept are offered. Default: none.
    /// </summary>
    public IReadOnlyList<TemplateId> Templates { get; init => field = ValueList<TemplateId>.Of(value); } =
        ValueList<TemplateId>.Empty;

    /// <summary>The connection that is reconnected; it keeps its id. <see langword="null"/> for a new one.</summary>
    public ConnectionId? ConnectionId { get; init; }

    /// <summary>
    /// Whether only the owner may use the link: the person has to be signed in to the host as the owner. Default: no,
    /// whoever has the link connects for the owner.
    /// </summary>
    public bool IsOwnerOnly { get; init; }

    /// <summary>How the link reaches the person.</summary>
    public ConnectSessionDelivery Delivery { get; init; }

    /// <summary>Where the person is sent afterwards, or <see langword="null"/>.</summary>
    public string? ReturnUrl { get; init; }

    /// <summary>
    /// The exact origin of the page that is notified by <c>postMessage</c>, or <see langword="null"/>.
    /// </summary>
    public string? Origin { get; init; }

    /// <summary>What happened so far.</summary>
    public ConnectSessionState State { get; init; }

    /// <summary>Whether the session can still be used to connect, if it has not expired.</summary>
    [JsonIgnore]
    public bool IsOpen => State is ConnectSessionState.Created or ConnectSessionState.Opened;

    /// <summary>The hash of the value that binds the session to the browser that opened it.</summary>
    public string? BrowserHash { get; init; }

    /// <summary>The connections that were made, in order.</summary>
    public IReadOnlyList<ConnectionId> Connections { get; init => field = ValueList<ConnectionId>.Of(value); } =
        ValueList<ConnectionId>.Empty;

    /// <summary>The connectors of <see cref="Connections"/>, in the same order.</summary>
    public IReadOnlyList<ConnectorId> Connected { get; init => field = ValueList<ConnectorId>.Of(value); } =
        ValueList<ConnectorId>.Empty;

    /// <summary>The code of the last failure, or <see langword="null"/>.</summary>
    public ConnectorErrorCode? LastError { get; init; }

    /// <summary>When the session was created.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the session permits nothing any more.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The revision that the store keeps. A new session has 0.</summary>
    public long Revision { get; init; }
}
