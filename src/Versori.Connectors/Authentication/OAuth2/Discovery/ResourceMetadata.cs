using System.Text.Json;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>The metadata of a protected resource (RFC 9728 §2), and what its challenge told.</summary>
/// <param name="Document">The metadata; <see langword="null"/> if the resource has none.</param>
/// <param name="ChallengedScopes">The scopes that the resource's challenge names.</param>
internal sealed record ResourceMetadata(JsonElement? Document, IReadOnlyList<string> ChallengedScopes);
