using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication;

/// <summary>Obtains and renews the tokens of one auth method. Knows the protocol; timing, locking and saving are the refresh engine's.</summary>
internal interface ITokenSource
{
    /// <summary>How long before expiry a token is renewed, at the most, where the method says so.</summary>
    TimeSpan? RenewalMargin { get; }

    /// <summary>
    /// Whether it makes tokens itself, at once and without asking anybody. Such tokens are made whenever a connection is
    /// prepared, are not saved, and are not shared between processes; renewing one is preparing the connection again.
    /// </summary>
    bool IsLocal => false;

    /// <summary>Whether it can obtain a token now, without anybody's help.</summary>
    bool CanRequest(TemplateValues values, Token? current);

    /// <summary>Obtains a token: the first, or one that replaces the current.</summary>
    /// <param name="request">What there is to ask with.</param>
    /// <param name="cancellationToken">Ends when the engine is disposed of; a caller's wait is not its concern.</param>
    Task<TokenResult> RequestAsync(TokenRequest request, CancellationToken cancellationToken);

    /// <summary>Ends the current token at the external system, where it takes that.</summary>
    /// <returns>What went wrong, if something did.</returns>
    Task<ConnectorError?> RevokeAsync(TokenRequest request, CancellationToken cancellationToken) => Task.FromResult<ConnectorError?>(null);
}
