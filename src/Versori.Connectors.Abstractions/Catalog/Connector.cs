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
    /// The secrets of the host's own OAuth clients, by auth method and client id (<see cref="ClientSecretKey"/>). They
    /// are read each time a client authenticates, so rotating a secret affects existing connections. A client that was
    /// replaced keeps its secret until it is retired, because the snapshots of older connections refer to it. A key
    /// without a client id, which earlier releases wrote, holds for every client of the method that has no key of its
    /// own.
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

    /// <summary>Returns the key of a client's secret in <see cref="ClientSecrets"/>.</summary>
    /// <param name="methodId">The id of the auth method.</param>
    /// <param name="clientId">The id of the client (<see cref="OAuth2Auth.ClientId"/>).</param>
    public static string ClientSecretKey(string methodId, string clientId)
    {
        ArgumentException.ThrowIfNullOrEmpty(methodId);
        ArgumentException.ThrowIfNullOrEmpty(clientId);
        // The escaped id contains no space, so the first space separates the two.
        return $"{Uri.EscapeDataString(methodId)} {clientId}";
    }

    /// <summary>Finds the reference to the secret of one of the host's clients.</summary>
    /// <param name="methodId">The id of the auth method.</param>
    /// <param name="clientId">The id of the client (<see cref="OAuth2Auth.ClientId"/>).</param>
    /// <returns>The reference; <see langword="null"/> if no secret was set for the client.</returns>
    public SecretReference? FindClientSecret(string methodId, string clientId)
    {
        if (ClientSecrets.TryGetValue(ClientSecretKey(methodId, clientId), out var own)) return own;
        return ClientSecrets.TryGetValue(methodId, out var former) ? former : null;
    }
}
