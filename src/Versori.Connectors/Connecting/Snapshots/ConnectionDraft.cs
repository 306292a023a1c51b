using Versori.Connectors.Authentication;

namespace Versori.Connectors.Connecting;

/// <summary>A connection that is being made. Nothing of it is saved yet.</summary>
/// <param name="Connection">The connection, with its snapshot.</param>
/// <param name="Fields">The credential's fields.</param>
/// <param name="Tokens">
/// The tokens by method: those that the credential brought with it and, once it is verified, all of them.
/// </param>
internal sealed record ConnectionDraft(
    Connection Connection, CredentialFields Fields, IReadOnlyDictionary<string, Token> Tokens)
{
    public override string ToString() => Connection.Id.ToString();
}
