namespace Versori.Connectors.Http;

/// <summary>The target of calls without a credential, of a template that has no connection at all.</summary>
/// <param name="Connector">The connector with its published definition.</param>
/// <param name="Template">The template.</param>
/// <param name="Snapshot">The defaults of the connector's inputs; no methods and no origins.</param>
/// <param name="BaseAddress">The base address of endpoint paths. It ends with a slash.</param>
internal sealed record AnonymousRoute(
    Connector Connector, ConnectionTemplate Template, AuthSnapshot Snapshot, Uri BaseAddress)
{
    public ConnectorDefinition Definition => Connector.Definition!;

    /// <summary>
    /// Whether calls work without a credential: an alternative without methods (OpenAPI 3.1 §4.8.30 and §4.8.10,
    /// <c>security</c>), or no alternative at all of an endpoint that has its own.
    /// </summary>
    /// <param name="endpoint">The endpoint; <see langword="null"/> for any request to the system.</param>
    public bool Allows(ConnectorEndpoint? endpoint)
    {
        if (endpoint?.AuthAlternatives is { Count: 0 }) return true;
        var alternatives = endpoint?.AuthAlternatives ?? Definition.AuthAlternatives;
        return alternatives.Any(alternative => alternative.Methods.Count == 0);
    }

    /// <summary>Resolves a relative request. Returns whether its URL belongs to the system.</summary>
    public bool Resolve(HttpRequestMessage request)
    {
        var isRelative = BaseAddresses.Resolve(request, BaseAddress);
        if (!isRelative && request.RequestUri is not { IsAbsoluteUri: true }) return false;
        return Origins.Contains([Origins.Of(BaseAddress)], request.RequestUri!);
    }
}
