namespace Versori.Connectors;

/// <summary>
/// An <see cref="IAuthHandler"/> whose method has tokens or sessions. The handler implements the protocol. The engine
/// is responsible for timing, locking, sharing, saving and backoff.
/// </summary>
public interface ITokenAuthHandler : IAuthHandler
{
    /// <summary>
    /// Obtains a token: the first, or one that replaces the current token. There is at most one call at a time for a
    /// connection, also across processes. An exception counts as a transient failure.
    /// </summary>
    /// <param name="context">Settings, fields, inputs, and the current token's values when there is one.</param>
    /// <param name="cancellationToken">Canceled after the host's request timeout, or when the host stops.</param>
    Task<AuthHandlerToken> RequestTokenAsync(AuthHandlerContext context, CancellationToken cancellationToken);

    /// <summary>
    /// Revokes the token at the external system when the connection is disconnected. A failure is only logged.
    /// </summary>
    Task RevokeTokenAsync(AuthHandlerContext context, CancellationToken cancellationToken) =>
        Task.CompletedTask;
}
