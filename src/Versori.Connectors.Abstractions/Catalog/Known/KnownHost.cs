using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The system behind a host name.</summary>
public sealed record KnownHost
{
    /// <summary>The system's id, such as <c>hubspot</c>.</summary>
    public required string SystemId { get; init; }

    /// <summary>The names by which people call the system, such as <c>HubSpot</c>.</summary>
    public IReadOnlyList<string> Names { get; init => field = ValueList<string>.Of(value); } = ValueList<string>.Empty;

    /// <summary>
    /// The host as the system's definition has it, with its inputs in braces, such as <c>{store}.myshopify.com</c>.
    /// Default: <see langword="null"/>, the host has no inputs.
    /// </summary>
    public string? Pattern { get; init; }

    /// <summary>How the system authenticates and is addressed, without endpoints.</summary>
    public required ConnectorDefinition Definition { get; init; }
}
