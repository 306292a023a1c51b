using System.Diagnostics.CodeAnalysis;

namespace Versori.Connectors.Authentication;

/// <summary>The result of a request for a token.</summary>
internal sealed class TokenResult
{
    private TokenResult(Token? token, ConnectorError? error, bool isFinal)
    {
        Token = token;
        Error = error;
        IsPermanent = isFinal;
    }

    [MemberNotNullWhen(false, nameof(Error))]
    [MemberNotNullWhen(true, nameof(Token))]
    public bool IsSuccess => Token is not null;

    public Token? Token { get; }

    public ConnectorError? Error { get; }

    /// <summary>
    /// Whether the failure is permanent: retrying does not help, and the account has to be connected again.
    /// </summary>
    public bool IsPermanent { get; }

    /// <summary>
    /// The current token with the refresh token that the response contained, although the rest of the response could
    /// not be used; <see langword="null"/> when it contained none. It has to be saved: the old refresh token may no
    /// longer be valid.
    /// </summary>
    public Token? Rotated { get; private init; }

    /// <summary>Returns a failure that keeps the refresh token of its response.</summary>
    public TokenResult With(Token? rotated) => new(Token, Error, IsPermanent) { Rotated = rotated };

    public static TokenResult Success(Token token) => new(token, null, false);

    public static TokenResult PermanentFailure(ConnectorError error) => new(null, error, true);

    public static TokenResult TransientFailure(ConnectorError error) => new(null, error, false);
}
