using Versori.Connectors.Authentication;

namespace Versori.Connectors.Connecting;

/// <summary>A credential with the auth method that it is for, and the token that came with it or from signing in.</summary>
/// <param name="Method">The method, with what discovery found.</param>
/// <param name="Credential">The credential's fields.</param>
/// <param name="Token">The first token, where there is one already.</param>
internal sealed record MethodCredential(AuthMethod Method, Credential Credential, Token? Token)
{
    public override string ToString() => Method.Id;
}
