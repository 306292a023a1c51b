using Versori.Connectors.Authentication;

namespace Versori.Connectors.Connecting;

/// <summary>A connection that is being made: nothing of it is saved yet.</summary>
/// <param name="Connection">The connection, with its snapshot.</param>
/// <param name="Fields">The credential's fields.</param>
/// <param name="GivenTokens">The tokens that the credential brought with it.</param>
internal sealed record ConnectionDraft(Connection Connection, CredentialFields Fields, IReadOnlyDictionary<string, Token> GivenTokens)
{
    public override string ToString() => Connection.Id.ToString();
}
