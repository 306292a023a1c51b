using System.Text.Json.Nodes;

namespace Versori.Connectors.AspNetCore.Administration.Fields;

/// <summary>The form of a part as it is shown.</summary>
internal sealed record PartModel
{
    /// <summary>The connector's id; null for a new connector.</summary>
    public string? Id { get; init; }

    public required string Title { get; init; }

    public required EditedPart Part { get; init; }

    public required PartForm Form { get; init; }

    /// <summary>What the format assumes for settings that are left out; null if that is not known.</summary>
    public JsonObject? Defaults { get; init; }

    /// <summary>What the form was made from: it is refused once the draft has changed.</summary>
    public required string Base { get; init; }

    public IReadOnlyList<ConnectorError> Errors { get; init; } = [];

    public int Status { get; init; } = 200;
}
