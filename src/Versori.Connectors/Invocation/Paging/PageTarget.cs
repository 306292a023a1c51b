using Versori.Connectors.Http;

namespace Versori.Connectors.Invocation;

/// <summary>The endpoint of a list, and the rules of the connection that calls it.</summary>
/// <param name="Key">The template and owner, or the connection.</param>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Origins">The origins to which the connection's credentials may be sent.</param>
/// <param name="CredentialNames">The names of the parameters that carry credentials.</param>
/// <param name="Redactor">Redacts the connection's secrets in positions that can be saved.</param>
internal sealed record PageTarget(
    RouteKey Key,
    ConnectorEndpoint Endpoint,
    string[] Origins,
    IReadOnlyList<string> CredentialNames,
    RequestRedactor Redactor);
