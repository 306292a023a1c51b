using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// The central definition of how to talk to one external system. It is created the first time the system is used. There
/// is one per key, and every integration links to it through a <see cref="ConnectionTemplate"/>.
/// </summary>
public sealed record Connector
{
    /// <summary>The connector's key.</summary>
    public required ConnectorId Id { get; init; }

    /// <summary>The number of the published definition: 1 for the first, 0 while there is only a draft.</summary>
    public int Version { get; init; }

    /// <summary>
    /// The published definition, which integrations use; <see langword="null"/> while there is only a draft.
    /// </summary>
    public ConnectorDefinition? Definition { get; init; }

    /// <summary>A definition that is being edited. Integrations do not see it until it is published.</summary>
    public ConnectorDefinition? Draft { get; init; }

    /// <summary>
    /// The secrets of the host's own OAuth clients, by the id of the auth method (<see cref="OAuth2Auth.ClientId"/>).
    /// They are read each time a client authenticates, so rotating a secret affects existing connections.
    /// </summary>
    public IReadOnlyDictionary<string, SecretReference> ClientSecrets
    {
        get;
        init => field = ValueMap<SecretReference>.Of(value);
    } = ValueMap<SecretReference>.Empty;

    /// <summary>When the connector was created.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the definition or the draft last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>
    /// A number that grows with every save; 0 means never saved. A save is accepted only if it names the stored
    /// revision.
    /// </summary>
    public long Revision { get; init; }
}
