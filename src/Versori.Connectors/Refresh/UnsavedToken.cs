using Versori.Connectors.Authentication;

namespace Versori.Connectors.Refresh;

/// <summary>A token that was obtained and is not saved yet.</summary>
/// <param name="Token">The token.</param>
/// <param name="Replaces">The stored token that it was obtained with; <see langword="null"/> if there was none.</param>
internal readonly record struct UnsavedToken(Token Token, SecretReference? Replaces);
