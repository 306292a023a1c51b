namespace Versori.Connectors.Tests.Servers;

/// <summary>What a token request was answered with.</summary>
public sealed record IssuedToken(string AccessToken, string? RefreshToken, TimeSpan? Lifetime);
