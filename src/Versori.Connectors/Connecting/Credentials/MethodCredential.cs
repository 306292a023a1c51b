using Versori.Connectors.Authentication;

namespace Versori.Connectors.Connecting;

/// <summary>A credential with its auth method, and the token that came with it or from signing in.</summary>
/// <param name="Method">The method, including what discovery found.</param>
/// <param name="Credential">The credential's fields.</param>
/// <param name="Token">The first token, if there is one already.</param>
/// <param name="HasOwnScopes">Whether the method's scopes were chosen for this connection.</param>
internal sealed record MethodCredential(
    AuthMethod Method, Credential Credential, Token? Token, bool HasOwnScopes = false)
{
    public override string ToString() => Method.Id;
}
