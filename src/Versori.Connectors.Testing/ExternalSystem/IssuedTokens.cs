namespace Versori.Connectors.Testing;

/// <summary>The tokens that a <see cref="TokenIssuer"/> issued together.</summary>
/// <param name="AccessToken">The access token.</param>
/// <param name="RefreshToken">The refresh token; <see langword="null"/> if none was issued.</param>
/// <param name="Lifetime">The value of <c>expires_in</c>; <see langword="null"/> if it was omitted.</param>
public sealed record IssuedTokens(string AccessToken, string? RefreshToken, TimeSpan? Lifetime);
