using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// The link between one integration and the central connector. It holds no credentials: any connection of the connector
/// that fits can be used through it.
/// </summary>
public sealed record ConnectionTemplate
{
    /// <summary>The integration and the name that its code uses.</summary>
    public required TemplateId Id { get; init; }

    /// <summary>The central connector.</summary>
    public required ConnectorId ConnectorId { get; init; }

    /// <summary>The ids of the endpoints that the integration needs; empty: all of the connector's.</summary>
    public IReadOnlyList<string> Endpoints { get; init => field = ValueList<string>.Of(value); } = ValueList<string>.Empty;

    /// <summary>The ids of the auth methods it accepts; empty: any.</summary>
    public IReadOnlyList<string> AuthMethods { get; init => field = ValueList<string>.Of(value); } = ValueList<string>.Empty;

    /// <summary>Whether all use one connection, or each end user has one.</summary>
    public TemplateSharing Sharing { get; init; }

    /// <summary>The version of the connector it stays on; <see langword="null"/>: the newest published one.</summary>
    public int? PinnedVersion { get; init; }

    /// <summary>When it was linked.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Grows with every save; 0 means never saved.</summary>
    public long Revision { get; init; }
}
