using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication;

/// <summary>
/// Obtains and refreshes the tokens of one auth method. A source implements the protocol; the refresh engine is
/// responsible for timing, locking and saving.
/// </summary>
internal interface ITokenSource
{
    /// <summary>
    /// The longest time before expiry at which a token is refreshed; <see langword="null"/> when the method does not
    /// set it.
    /// </summary>
    TimeSpan? RefreshMargin { get; }

    /// <summary>
    /// Whether tokens are created in this process, without a request. Such tokens are created each time a connection is
    /// prepared. They are not saved and not shared between processes; to refresh one, the connection is prepared again.
    /// </summary>
    bool IsLocal => false;

    /// <summary>Returns whether a token can be obtained now, without interaction with a person.</summary>
    bool CanRequestToken(ExpressionValues values, Token? current);

    /// <summary>
    /// Returns when the account has to be connected again; <see langword="null"/> when never, or when that is not
    /// known.
    /// </summary>
    DateTimeOffset? UsableUntil(ExpressionValues values, Token token) =>
        CanRequestToken(values, token) ? null : token.ExpiresAt;

    /// <summary>Obtains a token: the first, or one that replaces the current token.</summary>
    /// <param name="request">The values for the request.</param>
    /// <param name="cancellationToken">
    /// Canceled when the engine is disposed of. It is independent of the callers that wait for the token.
    /// </param>
    Task<TokenResult> RequestAsync(TokenRequest request, CancellationToken cancellationToken);

    /// <summary>Revokes the current token at the external system, if the system supports revocation.</summary>
    /// <returns>The error, or <see langword="null"/> when there was none.</returns>
    Task<ConnectorError?> RevokeAsync(TokenRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<ConnectorError?>(null);
}
