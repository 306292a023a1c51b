using Versori.Connectors.Authentication;
using Versori.Connectors.Http;

namespace Versori.Connectors.Connecting;

/// <summary>
/// Adds a connector's own headers to the requests that are sent while connecting: some systems reject all requests
/// without them.
/// </summary>
internal sealed class ConnectorHeadersAuthenticator : RequestAuthenticator
{
    private readonly ConnectorHeaders _headers;

    private ConnectorHeadersAuthenticator(ConnectorHeaders headers) => _headers = headers;

    public override string Name => "";

    public override IEnumerable<string> PlacedNames => [];

    /// <summary>
    /// What a call of the connection adds to its requests: the connector's headers, which may be signed, then the
    /// credentials.
    /// </summary>
    public static RequestAuthenticator[] With(PreparedConnection prepared, ConnectorDefinition definition) =>
        ConnectorHeaders.Follow(definition, prepared.Connection.Snapshot) is { } headers
            ? [new ConnectorHeadersAuthenticator(headers), .. prepared.Authenticators]
            : prepared.Authenticators;

    public override ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _headers.Apply(request);
        return default;
    }

    public override void Remove(HttpRequestMessage request) => _headers.Remove(request);
}
