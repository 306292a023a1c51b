namespace Versori.Connectors;

/// <summary>
/// A token that does not expire, or that a person replaces by hand (RFC 6750 §2.1). Field: <c>token</c>.
/// </summary>
public sealed record BearerAuth() : AuthMethod("bearer")
{
    /// <summary>The scheme before the token. Default: <c>Bearer</c>.</summary>
    public string Scheme { get; init; } = "Bearer";
}
