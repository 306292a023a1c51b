using Versori.Connectors.Expressions;
using Versori.Connectors.Http;

namespace Versori.Connectors.Authentication;

/// <summary>The values for a request for a token.</summary>
/// <param name="connectorId">The connector. Its central secrets may be needed.</param>
/// <param name="values">The method's fields and the connector's inputs.</param>
/// <param name="current">The token to replace; <see langword="null"/> for the first token.</param>
internal sealed class TokenRequest(ConnectorId connectorId, ExpressionValues values, Token? current)
{
    public ConnectorId ConnectorId => connectorId;

    public ExpressionValues Values => values;

    public Token? Current => current;

    /// <summary>The transport that presents the connection's client certificate, if it has one.</summary>
    public ClientTransport? Transport { get; init; }

    /// <summary>
    /// Call it immediately before the request that spends the current token, after everything that may take long. It
    /// throws if another process may have spent the token.
    /// </summary>
    public Func<CancellationToken, ValueTask>? BeforeSpending { get; init; }
}
