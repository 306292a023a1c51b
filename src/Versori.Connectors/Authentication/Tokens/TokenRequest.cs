using Versori.Connectors.Expressions;
using Versori.Connectors.Http;

namespace Versori.Connectors.Authentication;

/// <summary>What a token is asked for with.</summary>
/// <param name="connectorId">The connector, whose central secrets may be needed.</param>
/// <param name="values">The method's fields and the connector's inputs.</param>
/// <param name="current">The token to replace; <see langword="null"/> for the first.</param>
internal sealed class TokenRequest(ConnectorId connectorId, TemplateValues values, Token? current)
{
    public ConnectorId ConnectorId => connectorId;

    public TemplateValues Values => values;

    public Token? Current => current;

    /// <summary>What presents the connection's client certificate, where it has one.</summary>
    public ClientTransport? Transport { get; init; }
}
