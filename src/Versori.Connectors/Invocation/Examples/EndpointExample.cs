namespace Versori.Connectors;

/// <summary>Example arguments of an endpoint.</summary>
public sealed record EndpointExample
{
    /// <summary>The endpoint's id.</summary>
    public required string EndpointId { get; init; }

    /// <summary>The arguments by name. The body, if there is one, is the argument <c>body</c>.</summary>
    public EndpointArguments Arguments { get; init; } = [];

    /// <summary>The media type for which the body was made; <see langword="null"/> if there is none.</summary>
    public string? ContentType { get; init; }

    /// <summary>Where the values come from, by the names of the arguments.</summary>
    public IReadOnlyDictionary<string, ExampleOrigin> Origins { get; init; } =
        new Dictionary<string, ExampleOrigin>(StringComparer.Ordinal);

    /// <summary>
    /// The problems that a call with these arguments would have, because the schemas contradict themselves or are
    /// beyond what can be made. Empty if a request can be created.
    /// </summary>
    public IReadOnlyList<ConnectorError> Problems { get; init; } = [];
}
