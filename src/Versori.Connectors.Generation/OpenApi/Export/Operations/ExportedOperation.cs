namespace Versori.Connectors.Generation.OpenApi.Export;

/// <summary>An endpoint as an operation of a path item.</summary>
/// <param name="Index">The index of the endpoint in the definition.</param>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Path">The path of the path item.</param>
/// <param name="Names">The names of the path parameters in the path item, by those of the endpoint.</param>
/// <param name="Query">The query of the endpoint's path that becomes parameters; the values are in the path.</param>
internal sealed record ExportedOperation(
    int Index,
    ConnectorEndpoint Endpoint,
    string Path,
    IReadOnlyDictionary<string, string> Names,
    IReadOnlyList<PathQuery> Query)
{
    // OpenAPI 3.1 §4.8.9.
    private static readonly HashSet<string> Fields = new(StringComparer.Ordinal)
    {
        "GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE",
    };

    /// <summary>The place of the endpoint in the definition.</summary>
    public string Pointer => $"/endpoints/{Index}";

    /// <summary>Whether a path item has a field for the method.</summary>
    public bool HasField => Fields.Contains(Endpoint.Method.ToUpperInvariant());

    /// <summary>The name of the member with the operation.</summary>
    public string Field => HasField ? Endpoint.Method.ToLowerInvariant() : Endpoint.Method;
}
