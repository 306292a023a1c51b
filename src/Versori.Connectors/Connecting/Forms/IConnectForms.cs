namespace Versori.Connectors;

/// <summary>
/// Describes the forms with which a person connects: which auth methods a connector offers, and which fields each
/// takes.
/// </summary>
/// <remarks>Safe for concurrent use. It reads no store and sends nothing.</remarks>
public interface IConnectForms
{
    /// <summary>
    /// The forms of a definition, in the order of its auth methods: one for each method alone, or one for each
    /// alternative where <see cref="ConnectorDefinition.AuthAlternatives"/> combines methods. A definition without auth
    /// methods has one form without fields.
    /// </summary>
    /// <param name="definition">The definition.</param>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorErrorCode.NotSupported"/>: no handler is registered for an auth method.
    /// </exception>
    IReadOnlyList<ConnectForm> List(ConnectorDefinition definition);
}
