using System.Text.Json;

namespace Versori.Connectors.AspNetCore.Activations;

/// <summary>What the page of an activation shows.</summary>
internal sealed record ActivationModel
{
    public required ActivationState State { get; init; }

    public required JsonElement Variables { get; init; }

    /// <summary>Whose connections can be chosen, by connector.</summary>
    public required IReadOnlyDictionary<ConnectorId, IReadOnlyList<Connection>> Connections { get; init; }

    /// <summary>The connections that were chosen, by template.</summary>
    public required IReadOnlyDictionary<string, ConnectionId> Chosen { get; init; }

    /// <summary>What was wrong with the form that was sent; empty for a page that was just opened.</summary>
    public IReadOnlyList<ConnectorError> Errors { get; init; } = [];
}
