using Versori.Connectors.Refresh;

namespace Versori.Connectors.Http;

/// <summary>The way from a template to the external system, worked out: which connection, which definition, which address.</summary>
/// <param name="Connector">The connector, with the definition in force.</param>
/// <param name="Template">The template; <see langword="null"/> when the connection is used directly.</param>
/// <param name="Connection">The connection as it was read.</param>
/// <param name="Runtime">The connection in use.</param>
/// <param name="BaseAddress">Where endpoint paths begin; ends with a slash.</param>
internal sealed record Route(Connector Connector, ConnectionTemplate? Template, Connection Connection, ConnectionRuntime Runtime, Uri BaseAddress)
{
    public ConnectorDefinition Definition => Connector.Definition!;

    /// <summary>The connector's own headers; <see langword="null"/> where it has none.</summary>
    public ConnectorHeaders? Headers { get; init; }

    /// <summary>The clock's reading from which it is read again behind the calls' back.</summary>
    public required long RereadAt { get; init; }

    /// <summary>The clock's reading from which calls wait until it has been read again.</summary>
    public required long StaleAt { get; init; }
}
