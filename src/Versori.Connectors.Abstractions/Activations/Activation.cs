namespace Versori.Connectors;

/// <summary>
/// An end user's activation of an integration: the values of the integration's variables, and whether it may act for
/// this person. Which connections it uses are the person's bindings of the integration's templates.
/// </summary>
public sealed record Activation
{
    /// <summary>The integration, end user and environment.</summary>
    public required ActivationKey Key { get; init; }

    /// <summary>Whether the integration may act for the person.</summary>
    public bool IsActive { get; init; }

    /// <summary>
    /// The values of the integration's variables, as the text of a JSON object. They are stored as they are: secrets
    /// belong to connections. Default: an empty object.
    /// </summary>
    public string Variables { get; init; } = "{}";

    /// <summary>When the integration was first activated for the person.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last activated, deactivated, or given other variables or connections.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>A number that grows with every save; 0 means never saved.</summary>
    public long Revision { get; init; }
}
