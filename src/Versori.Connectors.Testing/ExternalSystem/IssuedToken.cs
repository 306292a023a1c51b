namespace Versori.Connectors.Testing;

/// <summary>What a token request was answered with.</summary>
/// <param name="AccessToken">The access token.</param>
/// <param name="RefreshToken">The refresh token; <see langword="null"/> when none was issued.</param>
/// <param name="Lifetime">What <c>expires_in</c> said; <see langword="null"/> when it was left out.</param>
public sealed record IssuedToken(string AccessToken, string? RefreshToken, TimeSpan? Lifetime);
