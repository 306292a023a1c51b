using Microsoft.Extensions.Logging;
using Versori.Connectors.Connecting;
using Versori.Connectors.Diagnostics;
using Versori.Connectors.Http;

namespace Versori.Connectors.Refresh;

/// <summary>Ends the tokens of a connection that was disconnected, where its methods can: best effort, logged.</summary>
internal sealed class TokenRevoker(ConnectionPreparer preparer, ClientTransports transports, EngineLifetime lifetime, ILogger<TokenRevoker> logger)
{
    public async Task RevokeAsync(Connection connection)
    {
        try
        {
            // Whoever disconnects has done so already: that it gives up waiting does not keep the tokens alive.
            if (await preparer.ReadAsync(connection, lifetime.Token).ConfigureAwait(false) is not { } prepared) return;
            foreach (var method in prepared.Methods)
            {
                if (method is not { Source: { } source, Token: { } token }) continue;
                var failure = await source.RevokeAsync(new(connection.ConnectorId, method.Values, token) { Transport = prepared.Transport }, lifetime.Token).ConfigureAwait(false);
                if (failure is not null) logger.TokenNotRevoked(connection.Id, failure.Message);
            }
        }
        catch (ConnectorException exception)
        {
            logger.TokenNotRevoked(connection.Id, exception.Error.Message);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Of an exception that is not ours only the type is certain to hold no secret.
            logger.TokenNotRevoked(connection.Id, exception.GetType().Name);
        }
        finally
        {
            transports.GiveUp(connection.Id);
        }
    }
}
