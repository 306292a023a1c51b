namespace Versori.Connectors.Http;

/// <summary>
/// What an earlier version of a connector says about authentication: which endpoints need which auth methods, where
/// they are, and which scopes were requested. A connection keeps to the version that its snapshot was taken from.
/// </summary>
internal sealed class FormerDefinition
{
    private readonly Dictionary<string, ConnectorEndpoint> _endpoints = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _scopes = new(StringComparer.Ordinal);
    private readonly bool _isKnown;

    private FormerDefinition(ConnectorDefinition? definition)
    {
        _isKnown = definition is not null;
        BaseUrl = definition?.BaseUrl;
        BaseUrls = definition is null ? [] : BaseAddresses.UrlsOf(definition);
        foreach (var endpoint in definition?.Endpoints ?? [])
        {
            // Only what is compared later is kept, so that the schemas of old versions do not stay in memory.
            _endpoints.TryAdd(endpoint.Id, new()
            {
                Id = endpoint.Id,
                Method = "",
                Path = "",
                BaseUrl = endpoint.BaseUrl,
                AuthAlternatives = endpoint.AuthAlternatives,
            });
        }

        foreach (var method in definition?.AuthMethods.OfType<OAuth2Auth>() ?? []) _scopes[method.Id] = method.Scopes;
    }

    /// <summary>A version that is no longer stored.</summary>
    public static FormerDefinition Unknown { get; } = new(null);

    /// <summary>The base URL; <see langword="null"/> if the version is no longer stored.</summary>
    public string? BaseUrl { get; }

    /// <summary>All base URLs, those of endpoints included.</summary>
    public IReadOnlyList<string> BaseUrls { get; }

    public static FormerDefinition Of(ConnectorDefinition definition) => new(definition);

    public bool Has(string endpointId) => _endpoints.ContainsKey(endpointId);

    /// <summary>The scopes that the version's method requests.</summary>
    public IReadOnlyList<string> ScopesOf(string methodId) => _scopes.GetValueOrDefault(methodId, []);

    /// <summary>
    /// The alternatives of auth methods of an endpoint: those of this version, or the endpoint's current ones if it was
    /// added later. If the version is not known, none are chosen, so that all credentials are applied.
    /// </summary>
    public IReadOnlyList<AuthAlternative>? AlternativesOf(ConnectorEndpoint endpoint)
    {
        if (_endpoints.TryGetValue(endpoint.Id, out var former)) return former.AuthAlternatives;
        return _isKnown ? endpoint.AuthAlternatives : null;
    }

    /// <summary>The base URL that an endpoint had of its own.</summary>
    public string? OwnBaseUrlOf(string endpointId) => _endpoints.GetValueOrDefault(endpointId)?.BaseUrl;

    /// <summary>The base URL that an endpoint had; <see langword="null"/> if the version does not have it.</summary>
    public string? BaseUrlOf(string endpointId) =>
        _endpoints.TryGetValue(endpointId, out var former) ? former.BaseUrl ?? BaseUrl : null;

    /// <summary>Whether a definition treats an endpoint of this version otherwise.</summary>
    public bool Differs(ConnectorDefinition definition) =>
        definition.BaseUrl != BaseUrl || definition.Endpoints.Any(endpoint =>
            _endpoints.TryGetValue(endpoint.Id, out var former)
            && (former.BaseUrl != endpoint.BaseUrl || !Equal(former.AuthAlternatives, endpoint.AuthAlternatives)));

    private static bool Equal(IReadOnlyList<AuthAlternative>? one, IReadOnlyList<AuthAlternative>? other) =>
        one is null || other is null ? one is null && other is null : one.SequenceEqual(other);
}
