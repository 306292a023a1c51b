namespace Versori.Connectors;

/// <summary>What is needed to connect.</summary>
public sealed class ConnectRequest
{
    /// <summary>The connector.</summary>
    public required ConnectorId ConnectorId { get; init; }

    /// <summary>A name for people, unique within the connector and owner; not empty.</summary>
    public required string Name { get; init; }

    /// <summary>The credential.</summary>
    public required Credential Credential { get; init; }

    /// <summary>
    /// Further credentials, each for another auth method, for systems that need several at once, such as an application's
    /// key beside a user's token. They are applied after <see cref="Credential"/>, in this order.
    /// </summary>
    public IReadOnlyList<Credential> FurtherCredentials { get; init; } = [];

    /// <summary>Whom the connection belongs to. Default: the host itself.</summary>
    public Owner Owner { get; init; }

    /// <summary>The values of the connector's inputs, by name.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether it becomes the owner's default connection for this connector.</summary>
    public bool IsDefault { get; init; }

    /// <summary>
    /// Whether the credential is tried against the external system before anything is saved. Default: yes. The first
    /// token of a method that has tokens is obtained in any case.
    /// </summary>
    public bool TryCredential { get; init; } = true;
}
