namespace Versori.Connectors;

/// <summary>Describes a connection to make.</summary>
public sealed class ConnectRequest
{
    /// <summary>The connector.</summary>
    public required ConnectorId ConnectorId { get; init; }

    /// <summary>A display name, unique within the connector and owner; not empty.</summary>
    public required string Name { get; init; }

    /// <summary>The credential.</summary>
    public required Credential Credential { get; init; }

    /// <summary>
    /// Further credentials, each for another auth method, for systems that need several at once: for example, an
    /// application's key together with a user's token. They are applied after <see cref="Credential"/>, in this order.
    /// </summary>
    public IReadOnlyList<Credential> AdditionalCredentials { get; init; } = [];

    /// <summary>
    /// What happens if the owner already has a connection of that name for the connector. Default: connecting fails.
    /// </summary>
    public NameTakenBehavior WhenNameTaken { get; init; }

    /// <summary>The owner of the connection. Default: the host itself.</summary>
    public Owner Owner { get; init; }

    /// <summary>The values of the connector's inputs, by name.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether it becomes the owner's default connection for this connector. Default: no.</summary>
    public bool IsDefault { get; init; }

    /// <summary>
    /// Whether the credential is tried against the external system before anything is saved. Default: yes, if the
    /// connector has an endpoint that can be called for it: <see cref="ConnectorDefinition.CheckEndpoint"/>, or one
    /// that only reads and needs no arguments. Otherwise the connection is made without a check, which
    /// <see cref="ConnectionCheckOutcome.NotChecked"/> states. The first token of a method that uses tokens is always
    /// obtained.
    /// </summary>
    public bool CheckCredential { get; init; } = true;
}
