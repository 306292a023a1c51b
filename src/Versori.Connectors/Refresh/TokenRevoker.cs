using Microsoft.Extensions.Logging;
using Versori.Connectors.Authentication;
using Versori.Connectors.Connecting;
using Versori.Connectors.Diagnostics;
using Versori.Connectors.Http;

namespace Versori.Connectors.Refresh;

/// <summary>
/// Revokes the tokens of a connection that was disconnected, if its methods support it. Failures are only logged.
/// </summary>
internal sealed class TokenRevoker(
    ConnectionPreparer preparer, ClientTransports transports, EngineLifetime lifetime, ILogger<TokenRevoker> logger)
{
    public async Task RevokeAsync(Connection connection)
    {
        try
        {
            // The connection is deleted already. A caller that cancels must not keep the tokens alive.
            await RevokeTokensAsync(connection, lifetime.Token).ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            logger.TokenNotRevoked(connection.Id, exception.Error.Message);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Other exceptions may contain a secret in their message, so only the type is logged.
            logger.TokenNotRevoked(connection.Id, exception.GetType().Name);
        }
        finally
        {
            transports.ReleaseUnused(connection.Id);
        }
    }

    private async Task RevokeTokensAsync(Connection connection, CancellationToken cancellationToken)
    {
        var prepared = await preparer.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        if (prepared is null) return;
        foreach (var method in prepared.Methods)
        {
            if (method is not { Source: { } source, Token: { } token }) continue;
            var request = new TokenRequest(connection.ConnectorId, method.Values, token)
            {
                Transport = prepared.Transport,
            };
            using var scope = ConnectionTransport.Use(prepared);
            var failure = await source.RevokeAsync(request, cancellationToken).ConfigureAwait(false);
            if (failure is not null) logger.TokenNotRevoked(connection.Id, failure.Message);
        }
    }
}
