namespace Versori.Connectors.Generation.Sources;

/// <summary>A document of another kind as an OpenAPI document.</summary>
/// <param name="Json">The OpenAPI document.</param>
/// <param name="Map">The places of its parts in the original document.</param>
/// <param name="Methods">The auth methods of each security scheme that OpenAPI cannot describe.</param>
/// <param name="Inputs">The inputs that the URLs of the auth methods use.</param>
internal sealed record Translation(
    ReadOnlyMemory<byte> Json,
    SourceMap Map,
    IReadOnlyDictionary<string, IReadOnlyList<AuthMethod>> Methods,
    IReadOnlyList<ConnectorInput> Inputs)
{
    /// <summary>The GraphQL operations of endpoints, by endpoint id.</summary>
    public IReadOnlyDictionary<string, GraphQLOperation> GraphQL { get; init; } =
        new Dictionary<string, GraphQLOperation>(StringComparer.Ordinal);

    /// <summary>The headers of all requests: expressions over the inputs.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
}
