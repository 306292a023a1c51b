namespace Versori.Connectors;

/// <summary>The host's own OAuth client at a known system, and what it requests.</summary>
public sealed class KnownClient
{
    /// <summary>The client's id, as the vendor shows it.</summary>
    public required string ClientId { get; init; }

    /// <summary>The client's secret; <see langword="null"/> for a public client.</summary>
    public Secret? ClientSecret { get; init; }

    /// <summary>
    /// The auth method that uses the client. Default: the system's first method with an authorization code.
    /// </summary>
    public string? MethodId { get; init; }

    /// <summary>The scopes to request. Default: those of the description.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }
}
