namespace Versori.Connectors;

/// <summary>The pages of a vendor about its system. A page that is not known is <see langword="null"/>.</summary>
public sealed record KnownLinks
{
    /// <summary>The documentation of the API.</summary>
    public Uri? Documentation { get; init; }

    /// <summary>How callers authenticate.</summary>
    public Uri? Authentication { get; init; }

    /// <summary>The list of OAuth scopes or permissions.</summary>
    public Uri? Scopes { get; init; }

    /// <summary>A machine-readable description of the API, such as an OpenAPI document, or the page that offers it.
    /// </summary>
    public Uri? ApiDescription { get; init; }
}
