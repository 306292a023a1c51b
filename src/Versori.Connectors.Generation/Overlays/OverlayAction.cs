namespace Versori.Connectors.Generation;

/// <summary>
/// One action of an overlay (Overlay Specification 1.1, Action Object). One of <see cref="Update"/>,
/// <see cref="Remove"/> and <see cref="Copy"/> is set. If several are, removing takes precedence, then updating.
/// </summary>
public sealed record OverlayAction
{
    /// <summary>What it changes: a JSONPath expression (<see cref="OpenApiOverlay"/> states which are read).</summary>
    public required string Target { get; init; }

    /// <summary>Why, as text for people.</summary>
    public string? Description { get; init; }

    /// <summary>What is merged into objects, appended to lists, or put in the place of other values.</summary>
    public JsonFragment? Update { get; init; }

    /// <summary>Whether the target is removed.</summary>
    public bool Remove { get; init; }

    /// <summary>A JSONPath expression of the one value that is merged into the target.</summary>
    public string? Copy { get; init; }

    /// <summary>
    /// Of an action that records an edit: the id that the endpoint had (<c>x-versori-endpoint-id</c>), so that it is
    /// found if its path changes.
    /// </summary>
    internal string? EndpointId { get; init; }

    /// <summary>
    /// Of an action that records an edit: what was there before (<c>x-versori-before</c>), so that a change of the
    /// source in the same place is noticed.
    /// </summary>
    internal JsonFragment? Before { get; init; }
}
