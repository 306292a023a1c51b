namespace Versori.Connectors.Connecting;

/// <summary>Finds the tokens of connections.</summary>
internal static class ConnectionTokens
{
    /// <summary>The saved token of a method; <see langword="null"/> if there is none.</summary>
    public static TokenState? FindToken(this Connection connection, string methodId) =>
        connection.Tokens.FirstOrDefault(state => state.MethodId == methodId);
}
