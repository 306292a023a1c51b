using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// The link between one integration and the central connector. It holds no credentials: any suitable connection of the
/// connector can be used through it.
/// </summary>
public sealed record ConnectionTemplate
{
    /// <summary>The integration, and the name that its code uses.</summary>
    public required TemplateId Id { get; init; }

    /// <summary>The central connector.</summary>
    public required ConnectorId ConnectorId { get; init; }

    /// <summary>The ids of the endpoints that the integration needs. Empty: all endpoints of the connector.</summary>
    public IReadOnlyList<string> Endpoints
    {
        get;
        init => field = ValueList<string>.Of(value);
    } = ValueList<string>.Empty;

    /// <summary>The ids of the accepted auth methods. Empty: any.</summary>
    public IReadOnlyList<string> AuthMethods
    {
        get;
        init => field = ValueList<string>.Of(value);
    } = ValueList<string>.Empty;

    /// <summary>
    /// Whether all users share one connection or each end user has one. Default: one shared connection.
    /// </summary>
    public TemplateSharing Sharing { get; init; }

    /// <summary>
    /// The version of the connector to which the template is pinned; <see langword="null"/>: the newest published one.
    /// </summary>
    public int? PinnedVersion { get; init; }

    /// <summary>
    /// Whether calls are sent without checking their arguments against the endpoints' schemas. Names, required
    /// parameters and what HTTP does not allow are still checked. Default: no.
    /// </summary>
    public bool SkipsArgumentChecks { get; init; }

    /// <summary>When the template was linked.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>A number that grows with every save; 0 means never saved.</summary>
    public long Revision { get; init; }
}
