using System.Diagnostics.CodeAnalysis;

namespace Versori.Connectors.Authentication;

/// <summary>What came of asking for a token.</summary>
internal sealed class TokenResult
{
    private TokenResult(Token? token, ConnectorError? error, bool isFinal)
    {
        Token = token;
        Error = error;
        IsFinal = isFinal;
    }

    [MemberNotNullWhen(false, nameof(Error))]
    [MemberNotNullWhen(true, nameof(Token))]
    public bool IsSuccess => Token is not null;

    public Token? Token { get; }

    public ConnectorError? Error { get; }

    /// <summary>Whether asking again cannot help: somebody has to connect again.</summary>
    public bool IsFinal { get; }

    public static TokenResult Success(Token token) => new(token, null, false);

    public static TokenResult Final(ConnectorError error) => new(null, error, true);

    public static TokenResult Failed(ConnectorError error) => new(null, error, false);
}
