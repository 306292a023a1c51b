namespace Versori.Connectors;

/// <summary>
/// An <see cref="IAuthHandler"/> whose method has tokens or sessions. Timing, locking, sharing, saving and backing off are
/// the engine's; the handler knows the protocol.
/// </summary>
public interface ITokenAuthHandler : IAuthHandler
{
    /// <summary>
    /// Obtains a token: the first, or one that replaces the current. At most one call at a time is made for a connection,
    /// also across processes. Whatever it throws is taken as a passing failure.
    /// </summary>
    /// <param name="context">Settings, fields, inputs, and the current token's values when there is one.</param>
    /// <param name="cancellationToken">Ends with the host's request timeout, or when the host stops.</param>
    Task<AuthHandlerToken> RequestTokenAsync(AuthHandlerContext context, CancellationToken cancellationToken);

    /// <summary>Ends the token at the external system when the connection is disconnected. A failure is logged only.</summary>
    Task RevokeTokenAsync(AuthHandlerContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
